"""Turkish."""

from bot.answers.languages import QuestionWords

WORDS = QuestionWords(
    stemmer="turkish",
    letters=5,
    weak="bir bu şu o ve ile de da mi mı mu mü ne nasıl için var yok ben biz siz sizin bana bize "
    "size benim bizim olarak olan olur oluyor ki ya ama acaba lütfen merhaba selam misiniz "
    "mısınız musunuz müsünüz miyim mıyım muyum müyüm miyiz mıyız hangi kadar bilgi istiyorum "
    "istiyoruz edebilir edebilirim yapabilir alabilir öğrenebilir söyler",
    same="""
        fiyat ücret tutar maliyet pahalı ücreti fiyatı
        ücretsiz bedava parasız
        paket plan abonelik üyelik tarife
        deneme denemek deneyebilir test
        iptal sonlandırmak bırakmak çıkmak ayrılmak vazgeçmek feshetmek fesih
        iade geri
        demo tanıtım sunum göstermek
        ödeme ödemek ödüyorum ödeyeceğim öderim
        değiştirmek güncellemek düzenlemek
        silmek silinsin kaldırmak
        kişisel veri kvkk gizlilik güvenlik güvenli güvende
        saklamak saklanıyor tutmak tutuluyor barındırmak
        paylaşmak satmak üçüncü
        entegrasyon bağlanmak bağlamak entegre uyumlu çalışır
        kişi insan yetkili temsilci personel görevli
        iletişim ulaşmak aramak telefon
        e-posta eposta mail posta
        saat açık mesai çalışma
        dil diller lisan çeviri
        başlamak kurmak kurulum
        sözleşme taahhüt
        fatura fiş
        indirim kampanya kupon
        destek yardım
        site web sayfa
        şirket firma işletme kurum
        kullanıcı ekip takım çalışan
        fark karşılaştırmak kıyaslamak
        süre uzun sürer sürüyor
        dışa aktarmak indirmek yedek
        kart kredi
    """,
    about_asking="""
        Neden soruyorsunuz?
        Bunu neden bilmek istiyorsunuz?
        E-postamı neden istiyorsunuz?
        Telefonumu neden istiyorsunuz?
        Adımı neden soruyorsunuz?
        Bu ne için gerekli?
        Yanıtımla ne yapacaksınız?
        Bu soru zorunlu mu?
        Cevaplamak zorunda mıyım?
        Ne demek istiyorsunuz?
        Soruyu anlamadım
        Bütçemi neden söyleyeyim?
        Bu soru ne işe yarıyor?
        Soruyu açıklar mısınız?
    """,
)

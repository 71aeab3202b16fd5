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
    elsewhere="""
        Hava nasıl?
        Bugün hava nasıl olacak?
        Yarın yağmur yağacak mı?
        Dışarısı kaç derece?

        Saat kaç?
        Şu an saat kaç?
        Bugün günlerden ne?
        Bugün ayın kaçı?

        Bana bir fıkra anlat
        Komik bir şaka biliyor musun?
        Bana bir hikâye anlat
        Bir şiir yaz
        Şarkı söyler misin?

        Dün akşam maçı kim kazandı?
        Maç kaç kaç bitti?
        En iyi takım hangisi?
        Dünya kupasını kim kazandı?

        Fransa'nın başkenti neresi?
        Cumhurbaşkanı kim?
        Bu kitabı kim yazdı?
        Ay ne kadar uzakta?
        En yüksek dağ hangisi?

        Siyaset hakkında ne düşünüyorsun?
        Din hakkında fikrin ne?
        En sevdiğin film hangisi?
        Hayatın anlamı ne?

        Ayakkabı satıyor musunuz?
        Şemsiye satıyor musunuz?
        Bisiklet kiralıyor musunuz?
        Çamaşır makinesi tamir ediyor musunuz?

        Nereye park edebilirim?
        Otopark var mı?
        İzmir'de ofisiniz var mı?
        Ofisinize otobüsle nasıl gelirim?

        Eleman arıyor musunuz?
        Bana göre bir iş var mı?
        Stajyer alıyor musunuz?
        Yazın öğrenci çalıştırıyor musunuz?

        Patronunuzun adı ne?
        Genel müdürünüz kim?
        Şirket ne zaman kuruldu?
        Firmanız kaç yıllık?
        Şirketiniz borsada mı?

        İyi bir lokanta biliyor musun?
        Bu akşam ne pişireyim?
        Vegan yemek var mı?
        Kek nasıl yapılır?

        İki artı iki kaç eder?
        Bu kelime nasıl yazılır?
        Ödevimi yapar mısın?
        Bu cümleyi çevirir misin?
    """,
)

"""Turkish."""

FIELDS = """
    fiyat ücret tutar maliyet bedel tarife para kaç pahalı ödeme masraf
    pahalı ucuz uygun hesaplı fiyat
    ücretsiz bedava parasız karşılıksız
    ödeme ödemek öderim ödeyeceğim ödenir ödüyoruz taksit havale eft kart fatura
    fatura fiş makbuz vergi kdv ödeme
    toplam tutar tümü hepsi
    en az asgari minimum alt
    en çok azami maksimum üst sınır limit kota
    kalan geriye bakiye kaldı
    iade geri para cayma dönüş
    iptal sonlandırmak bitirmek bırakmak vazgeçmek ayrılmak çıkmak kapatmak fesih durdurmak
    durdurmak dondurmak askıya beklemek ara
    silmek kaldırmak temizlemek silinsin yok
    eklemek koymak yazmak girmek
    değiştirmek güncellemek düzenlemek düzeltmek yükseltmek geçmek geçiş
    yükseltmek artırmak çoğaltmak büyütmek
    düşürmek azaltmak indirmek küçültmek
    taşımak aktarmak geçmek göndermek aktarım
    göndermek yollamak iletmek kargo teslim posta
    kargo teslimat gönderi sipariş varmak gelmek ulaşmak takip
    gelmek varmak ulaşmak almak
    durum aşama nerede takip ilerleme
    onay onaylamak kabul
    kontrol bakmak görmek incelemek doğrulamak
    göstermek tanıtmak demo sunum anlatmak görmek
    anlatmak açıklamak söylemek bilgi öğrenmek bilmek
    bulmak aramak nerede
    nerede adres konum yer ofis merkez
    yakın civar çevre uzak
    almak satın sipariş edinmek
    yardım destek servis
    nasıl yol yöntem adım
    gerekli lazım gerek şart zorunlu mecbur gerekiyor zorunda
    mümkün olur olabilir yapılabilir
    başlamak kurmak kurulum açmak başlangıç devreye
    kurulum kurmak kolay zor teknik
    yapmak oluşturmak hazırlamak geliştirmek
    giriş hesap şifre parola oturum
    kayıt üye üyelik kaydolmak abone
    başvuru form talep istek
    bağlamak bağlantı entegrasyon entegre uyumlu eşleştirmek api çalışır
    hata sorun arıza problem çalışmıyor bozuk
    bozuk kırık hasar arızalı
    kayıp kaybettim çalındı
    şikayet memnun değil kötü
    iletişim ulaşmak telefon aramak konuşmak görüşmek mail eposta
    telefon numara aramak cep
    insan kişi biri yetkili temsilci danışman görevli uzman personel
    robot bot yapay zeka insan makine
    şirket firma işletme kurum siz kim
    ekip takım kullanıcı kişi çalışan personel üye
    iş kariyer açık pozisyon ilan
    son geçen önceki
    sonraki gelecek yeni
    zaman tarih gün saat
    süre uzun sürer sürüyor kaç gün hafta zaman
    bekleme gecikme geç
    hızlı acil hemen çabuk
    son bitiş süre dolmak
    yenilemek uzatmak yenileme otomatik
    açık saat mesai çalışma kapalı hafta
    bugün şimdi şu yarın
    ay yıl aylık yıllık hafta dönem
    takvim randevu toplantı plan
    randevu rezervasyon ayırtmak görüşme toplantı
    tatil izin
    yurtdışı ülke yabancı uluslararası
    dil türkçe ingilizce lehçe almanca fransızca ispanyolca çeviri
    öneri tavsiye
    yorum referans değerlendirme müşteri örnek başarı
    iyi güzel kaliteli
    kötü yanlış hatalı
    veri kişisel kvkk gdpr gizlilik güvenlik güvenli bilgi
    güvenli güvenlik koruma risk
    saklamak tutmak barındırmak sunucu nerede depolamak
    paylaşmak satmak üçüncü
    indirmek dışa aktarmak yedek excel
    paket plan abonelik sürüm tarife üyelik
    deneme denemek test demo ücretsiz
    indirim kampanya kupon promosyon
    sözleşme taahhüt anlaşma süre bağlayıcı
    özellik fonksiyon yapabilir yapıyor işlev
    fark karşılaştırmak kıyaslamak rakip alternatif neden
    ek ilave fazla daha başka
    eğitim öğrenmek kurs belge kılavuz
    site web sayfa internet
    mobil uygulama telefon cep
    garanti iade
    stok mevcut
    ücret fiyat kaç para ödemek maliyet aylık bütçe tutar
    ucuz indirim kampanya kupon kod yüzde tasarruf uygun
    vazgeçmek iptal bırakmak ayrılmak kapatmak sonlandırmak üyelik abonelik çıkmak
    taahhüt sözleşme bağlı zorunlu süre yıl ihbar asgari
    iade geri para memnun garanti beğenmek ödeme
    deneme denemek test ücretsiz bedava gün
    aramak telefon numara mail ulaşmak iletişim yazmak görüşmek
    açık kapalı saat çalışma cumartesi pazar haftasonu mesai
    kurulum kurmak başlamak hazır süre hızlı çabuk devreye
    kolay zor karmaşık basit kullanmak bilgi teknik kodlama yazılımcı programlama geliştirici
    yapıştırmak eklemek gömmek kod site sayfa wordpress shopify mağaza
    yavaş yavaşlatmak hız sayfa site
    sunucu bulut saklamak tutmak ülke avrupa barındırmak nerede
    silmek kaldırmak veri kayıt
    çokdilli dil anlamak konuşmak çeviri ingilizce
    bağlamak entegrasyon api crm hubspot salesforce slack zapier araç program çalışmak
    kart paypal havale nakit ödeme yöntem taksit
    muhasebe muhasebeci fatura fiş kdv
    yükseltmek paket plan geçmek değiştirmek büyük küçük
    içermek dahil paket plan içinde var
    yapay zeka bot robot makine insan gerçek konuşmak
    göstermek görmek demo sunum tanıtım randevu canlı
    puan puanlama skor hesaplamak kural değer
    davet ekip erişim kişi yetki rol ajans
    referans müşteri örnek firma şirket sektör kullanan
    dosya csv excel dışa aktarmak indirmek yedek almak
"""

"""Turkish."""

THINGS = """
    otopark park araç yer
    engelli tekerlekli rampa asansör erişim erişilebilir
    hediye paket çek doğumgünü
    mağaza şube teslim almak
    memnun memnuniyet şikayet pişman hoşnut
    toptan toplu adet miktar
    bayi ortak ortaklık acente iştirak referans
    teknisyen usta kurulum montaj servis
    eğitim kurs ders seminer webinar öğretmek öğrenmek
    sertifika belge iso soc uyumlu denetim standart
    şifreleme şifreli ssl güvenlik sızıntı
    doğrulama kod sms kimlik onay
    kullanıcıadı giriş şifre parola hesap
    profil resim fotoğraf görsel
    eposta mail posta spam gelenkutusu bülten
    bülten kampanya reklam abonelik
    çerez izleme analitik rıza
    hata çökme donma bozuk açılmıyor sorun arıza
    yavaş hızlı performans hız
    internet bağlantı wifi ağ çevrimdışı çevrimiçi
    yükseltme düşürme geçiş paket büyük küçük
    lisans koltuk kullanıcı üye
    yönetici yetki rol izin admin
    davet ekip üye arkadaş
    şablon örnek model
    özelleştirme özel renk logo tasarım marka uyarlama
    rapor istatistik analiz grafik pano
    içe aktar yükleme taşıma dosya
    dışa aktar csv excel pdf dosya indirme yedek
    yedek kurtarma geri
    staj stajyer öğrenci iş başvuru ilan
    iş kariyer eleman alım pozisyon maaş özgeçmiş mülakat
    basın gazeteci haber röportaj
    kurucu kuruluş tarihçe ceo sahip
    yatırım yatırımcı hisse borsa
    ofis merkez şube konum adres
    bayram tatil kapalı resmi
    sabah öğle akşam gece
    bugün yarın dün şimdi
    peşin ön depozito kapora
    taksit vade aylık kredi
    gecikme geç borç ödenmemiş ceza
    kdv vergi net brüt dahil hariç
    teklif fiyat tahmini
    gümrük ithalat vergi
    kargo kurye posta paket gönderi teslimat takip
    sigorta poliçe prim kaza teminat
    kredi borç ipotek faiz
    banka havale eft iban hesap
    hesap bakiye ekstre hareket işlem
    kart visa mastercard troy kredi
    maaş bordro ödeme gelir
    gönderen alıcı havale
    bekleyen beklemede işlem
    tanımadığım bilmediğim şüpheli dolandırıcılık yetkisiz
    acil önemli hemen kaza
    yaş çocuk on sekiz yetişkin
    şart koşul kural sözleşme politika
    avukat hukuk yasal mahkeme
    doktor dişçi klinik hastane sağlık randevu muayene
    ilaç reçete eczane
    hasta hastalık ağrı ateş
    okul üniversite öğretmen öğrenci sınav
    ev daire konut emlak oda bina
    kira kiralık kiracı
    mobilya koltuk masa yatak
    elektrik su gaz ısınma
    temizlik çamaşır yıkama
    giysi elbise ayakkabı pantolon gömlek
    renk kırmızı mavi yeşil siyah beyaz
    malzeme pamuk deri ahşap metal plastik
    beden boy ölçü en boyut ağırlık
    yemek ekmek süt yumurta peynir et tavuk balık pilav pizza çorba salata
    içecek kahve çay su bira şarap
    kahvaltı öğle akşam yemek
    vejetaryen vegan glüten alerji helal
    restoran menü masa garson
    misafir kişi grup
    otobüs tren metro durak
    bilet koltuk sefer
    araba araç kamyon motosiklet bisiklet
    uçak uçuş havaalanı bagaj
    otel oda konaklama
    film sinema tiyatro konser
    spor futbol oyun maç
    bilgisayar laptop tablet pc
    telefon iphone android cep akıllı
    uygulama program yazılım mobil
    tarayıcı chrome firefox safari
    yazıcı tarayıcı kağıt
    pazartesi salı çarşamba perşembe cuma cumartesi pazar gün
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık ay
    hava yağmur kar güneş sıcaklık
    köpek kedi evcil hayvan
    anne baba kardeş eş çocuk aile
    dil ingilizce türkçe almanca fransızca ispanyolca italyanca lehçe rusça arapça
    ülke türkiye almanya fransa ispanya italya ingiltere amerika polonya yurtdışı
    şehir istanbul ankara izmir londra paris berlin
    para dolar euro lira sterlin döviz kur
"""

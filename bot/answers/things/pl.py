"""Polish."""

THINGS = """
    parking parkować garaż miejsce
    niepełnosprawny wózek winda podjazd dostępność
    prezent upominek bon voucher
    odbiór odebrać osobisty sklep punkt
    niezadowolony rozczarowany zadowolony żałować
    hurt hurtowy ilość duży
    partner partnerski agencja dystrybutor polecenie afiliacja
    technik serwisant monter montaż instalacja
    szkolenie kurs lekcja warsztaty webinar nauczyć nauka
    certyfikat iso soc zgodność audyt norma standard
    szyfrowanie szyfrowany ssl wyciek bezpieczeństwo
    weryfikacja kod sms potwierdzenie dwuskładnikowy
    login hasło nazwa użytkownik konto
    profil zdjęcie obraz awatar
    email mail poczta spam skrzynka newsletter
    newsletter reklama marketing wypisać
    ciasteczka cookie śledzenie analityka zgoda
    błąd awaria usterka zawieszać działać
    wolny wolno szybkość wydajność szybki
    internet połączenie wifi sieć offline
    wyższy niższy większy mniejszy pakiet zmiana przejść
    licencja stanowisko użytkownik miejsce
    administrator rola uprawnienie dostęp
    zaprosić dodać zespół współpracownik
    szablon przykład wzór
    dostosować personalizacja kolor logo wygląd marka projekt
    raport statystyka analiza wykres panel
    import wgrać przenieść plik migracja
    eksport csv excel pdf plik pobrać
    kopia zapasowa odzyskać przywrócić
    plany przyszłość rozwój funkcja
    rekrutacja kandydat cv rozmowa oferta praca
    staż praktyki student praktykant
    prasa media dziennikarz wywiad
    założyciel założony historia prezes właściciel
    inwestor inwestycja akcje giełda
    biuro siedziba oddział adres
    święta boże narodzenie wielkanoc zamknięte
    rano południe wieczór noc
    dzisiaj jutro wczoraj teraz
    zaliczka przedpłata depozyt kaucja
    raty ratalny kredyt
    zaległy zaległość opóźnienie kara niezapłacony
    vat podatek netto brutto
    oferta wycena kosztorys
    cło import podatek
    kurier paczka poczta paczkomat przesyłka dostawa śledzenie
    ubezpieczenie polisa składka wypadek
    kredyt pożyczka hipoteka odsetki dług
    bank przelew iban konto rachunek
    saldo wyciąg historia transakcja
    karta visa mastercard kredytowa debetowa
    pensja wypłata wynagrodzenie zarobki
    odbiorca nadawca przelew
    oczekujący wstrzymany przetwarzanie
    podejrzany oszustwo nieznany nieautoryzowany
    pilny nagły natychmiast ważny
    wiek dziecko osiemnaście dorosły
    warunki regulamin zasady polityka wymagania
    prawnik prawny prawo sąd
    lekarz dentysta klinika szpital zdrowie wizyta
    lek recepta apteka
    chory choroba ból gorączka
    szkoła uczelnia nauczyciel uczeń student egzamin
    dom mieszkanie lokal pokój budynek nieruchomość
    czynsz wynajem najem wynająć
    meble kanapa krzesło biurko łóżko
    prąd woda gaz ogrzewanie energia
    sprzątanie pranie czyścić
    ubranie koszula sukienka buty spodnie
    kolor czerwony niebieski zielony czarny biały
    materiał bawełna skóra drewno metal plastik
    rozmiar wymiar wysokość szerokość waga
    jedzenie chleb mleko jajko ser mięso kurczak ryba ryż pizza zupa sałatka
    napój kawa herbata woda piwo wino
    śniadanie obiad kolacja posiłek
    wegański wegetariański gluten alergia
    restauracja menu stolik kelner
    gość osoba grupa
    autobus pociąg tramwaj metro stacja
    bilet miejsce przejazd
    samochód auto ciężarówka motocykl rower
    samolot lot lotnisko bagaż
    hotel pokój nocleg
    film kino teatr koncert
    sport piłka gra mecz
    komputer laptop tablet pc
    telefon iphone android komórka smartfon
    aplikacja program oprogramowanie mobilny
    przeglądarka chrome firefox safari
    drukarka skaner papier drukować
    poniedziałek wtorek środa czwartek piątek sobota niedziela dzień weekend
    styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad \
        grudzień miesiąc
    pogoda deszcz śnieg słońce temperatura
    pies kot zwierzę
    matka ojciec brat siostra żona mąż rodzina
    język polski angielski niemiecki francuski hiszpański włoski turecki rosyjski ukraiński
    kraj polska niemcy francja hiszpania włochy anglia usa turcja ukraina
    miasto warszawa kraków wrocław gdańsk poznań londyn berlin
    waluta euro dolar złoty funt kurs
"""

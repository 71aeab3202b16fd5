"""Polish."""

FIELDS = """
    cena koszt opłata kwota stawka cennik kosztować płacić wydatek ile taryfa zapłacić zapłacimy
    drogo tanio drogi tani drożej taniej
    darmowy bezpłatny gratis darmo bezpłatnie
    płatność płacić zapłacić przelew karta rata blik faktura
    faktura rachunek paragon vat
    suma razem łącznie całość
    minimum najmniej minimalny najniższy
    maksimum najwięcej limit maksymalny ograniczenie
    pozostało zostało saldo
    zwrot zwrócić oddać reklamacja pieniądze
    anulować zrezygnować rezygnacja zakończyć odejść wypowiedzieć wypowiedzenie przerwać zamknąć
    wstrzymać zawiesić zamrozić przerwa pauza zablokować
    usunąć skasować wymazać kasować
    dodać wstawić dopisać umieścić
    zmienić edytować zaktualizować zmiana poprawić przejść zamienić
    zwiększyć podnieść więcej wyższy
    zmniejszyć obniżyć mniej niższy
    przenieść przesłać migracja przejść przeniesienie
    wysłać dostarczyć nadać przesyłka wysyłka dostawa
    dostawa przesyłka paczka kurier zamówienie dotrzeć przyjść
    status stan etap gdzie śledzić postęp
    zatwierdzić potwierdzić akceptować zgoda
    sprawdzić zobaczyć obejrzeć zweryfikować
    pokazać zaprezentować demo prezentacja pokaz obejrzeć zobaczyć
    powiedzieć wyjaśnić opisać informacja podać opowiedzieć wiedzieć
    znaleźć szukać gdzie
    gdzie adres lokalizacja miejsce biuro siedziba
    blisko najbliższy okolica daleko
    kupić zamówić nabyć zakup
    pomoc wsparcie serwis obsługa pomagać
    jak sposób instrukcja krok
    potrzebny trzeba musieć wymagany konieczny obowiązkowy
    można możliwe da mogę
    zacząć rozpocząć uruchomić wdrożyć start wdrożenie zainstalować instalacja
    instalacja konfiguracja wdrożenie łatwy trudny techniczny
    utworzyć stworzyć zrobić założyć przygotować
    logowanie konto hasło login zalogować
    rejestracja zapisać zarejestrować subskrypcja
    wniosek formularz prośba zgłoszenie
    połączyć integracja zintegrować podłączyć współpracować api działać
    błąd problem awaria działać zepsuty kłopot
    zepsuty uszkodzony złamany
    zgubić stracić ukraść skradziony zagubiony
    skarga reklamacja niezadowolony
    kontakt skontaktować zadzwonić telefon mail rozmawiać dodzwonić
    telefon numer zadzwonić komórka
    człowiek osoba ktoś konsultant doradca pracownik kimś handlowiec
    robot bot człowiek maszyna
    firma przedsiębiorstwo spółka wy kto
    zespół użytkownik osoba pracownik członek stanowisko
    praca kariera etat rekrutacja
    ostatni poprzedni
    następny kolejny nowy
    kiedy data dzień czas termin godzina
    długo trwać czas okres ile dni
    czekać opóźnienie
    szybko pilnie natychmiast zaraz szybki
    wygasnąć koniec termin ważny
    odnowić przedłużyć przedłużenie automatycznie
    otwarte godziny czynne pracować zamknięte weekend
    dziś teraz jutro obecnie
    miesiąc rok miesięcznie rocznie tydzień okres roczny miesięczny
    kalendarz spotkanie wizyta termin
    spotkanie umówić rezerwacja rezerwować rozmowa
    urlop wakacje święto
    zagranica kraj zagraniczny międzynarodowy
    język polski angielski turecki niemiecki francuski hiszpański tłumaczenie
    polecić zalecić porada rada
    opinia referencje ocena klient recenzja przykład
    dobry świetny jakość
    zły błędny nieprawidłowy
    dane osobowe rodo gdpr prywatność bezpieczeństwo bezpieczny
    bezpieczny bezpieczeństwo ochrona ryzyko chronić
    przechowywać trzymać serwer gdzie hosting zapisywać
    udostępniać sprzedawać podmiot
    eksport pobrać kopia wyeksportować excel
    pakiet plan abonament subskrypcja wersja taryfa
    próbny wypróbować przetestować test próba darmowy
    rabat zniżka promocja kupon taniej
    umowa zobowiązanie okres kontrakt
    funkcja możliwość potrafić umieć
    różnica porównać porównanie konkurencja lepszy różnić
    dodatkowy kolejny jeszcze więcej
    szkolenie nauka kurs dokumentacja
    strona witryna internet www
    aplikacja mobilny telefon
    gwarancja rękojmia
    dostępny dostępność
    kosztować płacić cena miesięcznie budżet wydać liczyć
    tańszy taniej oszczędzić rabat zniżka kod procent promocja
    rezygnować zrezygnować anulować wypowiedzieć odejść zakończyć zamknąć abonament
    zobowiązanie umowa okres rok związany minimalny wypowiedzenie
    zwrot zwrócić zwracacie pieniądze odzyskać gwarancja niezadowolony podobać
    próbny wypróbować testować darmowy dni sprawdzić
    dzwonić zadzwonić oddzwonić telefon numer mail kontakt napisać rozmawiać
    otwarte otwarty czynne zamknięte sobota niedziela weekend godziny dostępny
    wdrożenie uruchomić start gotowy instalacja szybko trwać potrwać
    łatwy trudny skomplikowany prosty obsługa umieć techniczny programować programista kod \
        informatyk
    wkleić wstawić osadzić kod strona wordpress shopify sklep
    wolny spowolnić szybkość strona ładować
    serwer chmura przechowywać trzymać kraj europa hosting
    usunąć skasować wykasować baza dane
    wielojęzyczny język rozumieć mówić tłumaczyć angielski
    połączyć integracja api crm hubspot salesforce slack zapier narzędzie program
    karta paypal przelew blik gotówka płatność metoda sposób
    księgowa księgowość faktura rachunek vat
    wyższy większy plan pakiet zmiana przejść rozszerzyć
    zawierać obejmować pakiet plan skład wchodzić
    sztuczna inteligencja bot robot automat człowiek prawdziwy rozmawiać
    pokazać zobaczyć demo prezentacja spotkanie żywo
    punkty punktacja scoring ocena wynik liczyć reguła
    zaprosić zespół dostęp osoby uprawnienia rola agencja
    referencje klienci wdrożenia przykłady firmy branża korzystać
    plik csv excel eksport pobrać wyeksportować kopia zapasowa
"""

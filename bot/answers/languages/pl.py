"""Polish."""

from bot.answers.languages import QuestionWords

WORDS = QuestionWords(
    stemmer="polish",
    weak="i a o w z we ze na do od po za u to ten ta te tym jest są czy jak co się nie ja mi mnie "
    "my nas nam wy was wam państwo państwa państwu wasz wasze waszej mój moje moja mogę może "
    "można chcę chciałbym chciałabym proszę dzień dobry cześć hej jakie jaki jaka jakiej który "
    "która które dla lub albo też już mam macie ma być będzie by tylko",
    same="""
        cena koszt kosztuje kosztować płacić zapłacić opłata cennik stawka płatny
        darmowy bezpłatny gratis darmo bezpłatnie
        plan pakiet abonament subskrypcja taryfa
        próbny wypróbować próba test testować przetestować
        anulować rezygnacja zrezygnować wypowiedzieć wypowiedzenie rozwiązać odejść
        zwrot oddać zwracać
        demo prezentacja pokaz pokazać
        klient klienci
        zmienić zmiana edytować zaktualizować
        usunąć skasować wykasować
        bezpieczny bezpieczeństwo bezpieczne rodo ochrona prywatność poufny
        przechowywać trzymać zapisywać
        udostępniać sprzedawać trzeci
        integracja integrować połączyć podłączyć współpracować
        człowiek osoba konsultant pracownik ktoś
        kontakt skontaktować dodzwonić telefon zadzwonić
        mail e-mail email poczta
        godzina otwarty czynny
        język tłumaczenie
        zacząć rozpocząć uruchomić wdrożenie wdrożyć instalacja
        umowa zobowiązanie
        faktura rachunek
        rabat zniżka kupon promocja taniej
        pomoc wsparcie
        strona witryna
        firma przedsiębiorstwo
        użytkownik zespół pracownicy
        różnica porównać różnić
        długo trwa
        eksport wyeksportować pobrać kopia
        karta kredytowy
    """,
    about_asking="""
        Dlaczego pytacie?
        Po co wam to wiedzieć?
        Dlaczego potrzebujecie mojego maila?
        Po co wam mój telefon?
        Dlaczego pytacie o imię?
        Do czego to potrzebne?
        Co zrobicie z moją odpowiedzią?
        Czy to pytanie jest obowiązkowe?
        Czy muszę odpowiadać?
        Co macie na myśli?
        Nie rozumiem pytania
        Dlaczego mam podać budżet?
        Do czego służy to pytanie?
        Czy możecie wyjaśnić pytanie?
    """,
    elsewhere="""
        Jaka jest pogoda?
        Jaka będzie dzisiaj pogoda?
        Czy jutro będzie padać?
        Ile jest stopni na dworze?

        Która jest godzina?
        Która teraz godzina w Londynie?
        Jaki dziś dzień?
        Którego dzisiaj mamy?

        Opowiedz mi dowcip
        Znasz jakiś dobry kawał?
        Opowiedz mi bajkę
        Napisz dla mnie wiersz
        Zaśpiewasz piosenkę?

        Kto wczoraj wygrał mecz?
        Jaki był wynik meczu?
        Która drużyna jest najlepsza?
        Kto zdobył mistrzostwo świata?

        Jaka jest stolica Francji?
        Kto jest prezydentem?
        Kto napisał tę książkę?
        Jak daleko jest do Księżyca?
        Jaka góra jest najwyższa?

        Co myślisz o polityce?
        Jakie masz zdanie o religii?
        Jaki jest twój ulubiony film?
        Jaki jest sens życia?

        Czy sprzedajecie buty?
        Czy sprzedajecie parasole?
        Czy wypożyczacie rowery?
        Czy naprawiacie pralki?

        Gdzie mogę zaparkować?
        Czy jest tam parking?
        Czy macie biuro w Gdańsku?
        Jak dojechać do was pociągiem?

        Czy szukacie pracowników?
        Czy macie dla mnie pracę?
        Czy przyjmujecie na staż?
        Czy zatrudniacie studentów na lato?

        Jak nazywa się wasz szef?
        Kto jest waszym prezesem?
        Kiedy powstała firma?
        Ile lat ma wasza firma?
        Czy wasza firma jest na giełdzie?

        Znasz dobrą restaurację?
        Co ugotować na kolację?
        Czy macie dania wegańskie?
        Jak upiec ciasto?

        Ile jest dwa plus dwa?
        Jak się pisze to słowo?
        Odrobisz za mnie lekcje?
        Przetłumaczysz mi to zdanie?
    """,
)

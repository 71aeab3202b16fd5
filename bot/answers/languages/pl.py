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
)

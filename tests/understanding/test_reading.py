"""What single answers are read as: the shapes of values and the rules behind them."""

import datetime

import pytest

from bot.understanding import Choice, Reading, Request, understand

TODAY = datetime.date(2026, 3, 10)
NEED = (
    Choice("volume", "Too few leads"),
    Choice("quality", "Leads never buy", ("bad leads", "wrong people")),
    Choice("look", "Just looking around"),
)


def read(type: str, text: str, language: str = "en", **known: object) -> Reading:
    return understand(Request(type, text, language, today=TODAY, **known))


def test_money_has_bounds_a_currency_and_a_period() -> None:
    assert read("money", "around 5k a month", currency="EUR") == Reading(
        "answer", {"low": 5000, "high": 5000, "currency": "EUR", "period": "month"}
    )


def test_a_currency_that_is_said_goes_before_the_flows() -> None:
    value = read("money", "yarım milyon lira", "tr", currency="EUR").value
    assert value == {"low": 500000, "high": 500000, "currency": "TRY", "period": None}


def test_a_multiplier_said_once_is_for_both_ends() -> None:
    value = read("money", "między 10 a 20 tys. zł", "pl").value
    assert value == {"low": 10000, "high": 20000, "currency": "PLN", "period": None}


def test_people_are_not_money() -> None:
    value = read("money", "we're 40 people and have about 3k", currency="USD").value
    assert value == {"low": 3000, "high": 3000, "currency": "USD", "period": None}


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("5 bine kadar", "tr", None, 5000),
        ("5 bin kadar", "tr", 5000, 5000),
        ("5000 altı", "tr", None, 5000),
        ("yirmi altı bin", "tr", 26000, 26000),
        ("beş on bin", "tr", 5000, 10000),
        ("no less than 6000", "en", 6000, None),
        ("not more than 6000", "en", None, 6000),
        ("5k, no wait, 8k", "en", 8000, 8000),
        ("fünfundzwanzigtausend", "de", 25000, 25000),
        ("quatre-vingt-dix mille", "fr", 90000, 90000),
        ("treinta y cinco mil", "es", 35000, 35000),
        ("1.250,50", "de", 1250.5, 1250.5),
        ("1,250.50", "en", 1250.5, 1250.5),
        ("a quarter million", "en", 250000, 250000),
        ("5k a quarter", "en", 5000, 5000),
        ("one point five million", "en", 1500000, 1500000),
        ("eins Komma zwei Millionen", "de", 1200000, 1200000),
        ("six figures", "en", 100000, 999999),
        ("6-stellig", "de", 100000, 999999),
        ("pięciocyfrowy budżet", "pl", 10000, 99999),
        ("10k altı", "tr", None, 10000),
        ("10 bin altı", "tr", None, 10000),
        ("10 bin altı yüz", "tr", 10600, 10600),
        ("50 bin + kdv", "tr", 50000, 50000),
        ("50 bin +", "tr", 50000, None),
        ("kilkaset", "pl", 300, 500),
        ("parę stówek", "pl", 200, 200),
        ("milion dwieście", "pl", 1200000, 1200000),
        ("un millón doscientos", "es", 1200000, 1200000),
        ("dwadzieścia kilka tysięcy", "pl", 21000, 29000),
        ("plus d'un million", "fr", 1000000, None),
        ("unos 800", "es", 800, 800),
        ("unos cientos", "es", 300, 500),
        ("ein bis zwei Tausend", "de", 1000, 2000),
        ("$.5m", "en", 500000, 500000),
        ("150 bucks a head per month", "en", 150, 150),
        ("more than 10k is not possible", "en", None, 10000),
        ("10k is not too much", "en", 10000, 10000),
        ("10 binin üzeri olmaz", "tr", None, 10000),
        ("powyżej 10 tys nie damy rady", "pl", None, 10000),
        ("über 5000 ist nicht drin", "de", None, 5000),
        ("más de 10 mil no puedo", "es", None, 10000),
        ("plus de 10k c'est trop", "fr", None, 10000),
        ("last year we spent about 18k, this year 25k", "en", 25000, 25000),
        ("20k now, it was 15k last year", "en", 20000, 20000),
        ("letztes Jahr hatten wir 20k, dieses Jahr eher 30", "de", 30000, 30000),
        ("między pięcioma a siedmioma tysiącami", "pl", 5000, 7000),
        ("dwie dychy", "pl", 20, 20),
        ("kilkanaście tysięcy", "pl", 11000, 19000),
        ("thousands a month", "en", 3000, 5000),
        ("two thousands", "en", 2000, 2000),
        ("dziesiątki tysięcy", "pl", 30000, 50000),
        ("binlerce lira", "tr", 3000, 5000),
        ("zwei Millionen", "de", 2000000, 2000000),
    ],
)
def test_an_amount_is_read(text: str, language: str, low: float | None, high: float | None) -> None:
    value = read("money", text, language).value
    assert isinstance(value, dict)
    assert (value["low"], value["high"]) == (low, high)


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("asap", "en", "2026-03-10", "2026-03-10"),
        ("by the end of May", "en", None, "2026-05-31"),
        ("not before September", "en", "2026-09-01", None),
        ("next month", "en", "2026-04-01", "2026-04-30"),
        ("za pół roku", "pl", "2026-09-10", "2026-09-10"),
        ("3 ay içinde", "tr", None, "2026-06-10"),
        ("3 ay sonra", "tr", "2026-06-10", "2026-06-10"),
        ("Anfang nächsten Jahres", "de", "2027-01-01", "2027-01-31"),
        ("el segundo trimestre del año que viene", "es", "2027-04-01", "2027-06-30"),
        ("entre mai et juillet", "fr", "2026-05-01", "2026-07-31"),
        ("not this year", "en", "2027-01-01", None),
        ("este año no", "es", "2027-01-01", None),
        ("bu ay değil", "tr", "2026-04-01", None),
        ("June, not May", "en", "2026-06-01", "2026-06-30"),
        ("mart değil nisan", "tr", "2026-04-01", "2026-04-30"),
        ("nicht jetzt, im Mai", "de", "2026-05-01", "2026-05-31"),
        ("zweite Hälfte 2027", "de", "2027-07-01", "2027-12-31"),
        ("w drugiej połowie 2027", "pl", "2027-07-01", "2027-12-31"),
        ("w drugiej połowie czerwca", "pl", "2026-06-24", "2026-06-30"),
        ("dans les 10 prochains jours", "fr", None, "2026-03-20"),
        ("3 aya kadar", "tr", None, "2026-06-10"),
        ("3 ay kadar", "tr", "2026-06-10", "2026-06-10"),
        ("nisan 15", "tr", "2026-04-15", "2026-04-15"),
        ("start of the year", "en", "2027-01-01", "2027-01-31"),
        ("na początku roku", "pl", "2027-01-01", "2027-01-31"),
        ("przed majową premierą", "pl", None, "2026-04-30"),
        ("tego lata", "pl", "2026-06-01", "2026-08-31"),
        ("moins d'un mois", "fr", None, "2026-04-10"),
        ("a fin de año", "es", "2026-12-01", "2026-12-31"),
        ("KW 20", "de", "2026-05-11", "2026-05-17"),
        ("in der 5. Kalenderwoche", "de", "2027-02-01", "2027-02-07"),
        ("bis KW 20", "de", None, "2026-05-17"),
        ("KW 53/2026", "de", "2026-12-28", "2027-01-03"),
        ("week 20", "en", "2026-05-11", "2026-05-17"),
        ("in week 14 of 2027", "en", "2027-04-05", "2027-04-11"),
        ("a week or 2", "en", "2026-03-17", "2026-03-17"),
        ("S20", "fr", "2026-05-11", "2026-05-17"),
        ("S2", "fr", "2026-07-01", "2026-12-31"),
        ("w 20 tygodniu kalendarzowym", "pl", "2026-05-11", "2026-05-17"),
        ("20 hafta", "tr", "2026-07-28", "2026-07-28"),
        ("semana 20", "es", "2026-05-11", "2026-05-17"),
        ("third week of May", "en", "2026-05-15", "2026-05-21"),
        ("the last week of May", "en", "2026-05-25", "2026-05-31"),
        ("erste Maiwoche", "de", "2026-05-01", "2026-05-07"),
        ("in der zweiten Maihälfte", "de", "2026-05-16", "2026-05-31"),
        ("este mismo año", "es", "2026-03-10", "2026-12-31"),
        ("mayısın 2. haftası", "tr", "2026-05-08", "2026-05-14"),
        ("w pierwszym tygodniu maja", "pl", "2026-05-01", "2026-05-07"),
        ("within 10 business days", "en", None, "2026-03-24"),
        ("by EOY", "en", None, "2026-12-31"),
        ("start of next fiscal year", "en", "2027-01-01", "2027-01-31"),
        ("yıl bitmeden", "tr", None, "2026-12-31"),
        ("okullar açılmadan", "tr", None, "2026-08-31"),
        ("bis 15.3.", "de", None, "2026-03-15"),
        ("12/01/2026", "en", "2026-01-12", "2026-01-12"),
    ],
)
def test_a_time_is_a_range_of_dates(
    text: str, language: str, first: str | None, last: str | None
) -> None:
    assert read("timeframe", text, language).value == {"from": first, "to": last}


@pytest.mark.parametrize(
    ("text", "day"), [("12/01/2026", "2026-12-01"), ("3/15", "2026-03-15"), ("15/3", "2026-03-15")]
)
def test_dates_in_figures_begin_with_the_month_in_the_united_states(text: str, day: str) -> None:
    assert read("timeframe", text, country="US").value == {"from": day, "to": day}


@pytest.mark.parametrize(
    ("text", "language", "sum"),
    [
        ("15 full time and 5 part time", "en", 20),
        ("5 kişi ve 2 stajyer", "tr", 7),
        ("3 Vollzeit und 2 Teilzeit", "de", 5),
        ("40 (we had 30 last year)", "en", 40),
    ],
)
def test_counts_of_different_things_are_added_up(text: str, language: str, sum: int) -> None:
    assert read("number", text, language).value == {"low": sum, "high": sum}


@pytest.mark.parametrize("text", ["not now", "nicht jetzt", "pas maintenant", "ahora no"])
def test_not_now_says_nothing_of_when_and_is_a_no(text: str) -> None:
    assert read("timeframe", text).outcome == "unsure"
    assert read("boolean", text).value is False


def test_a_name_is_no_time() -> None:
    assert read("timeframe", "Ayşe", "tr").outcome == "unclear"


def test_no_is_yes_in_polish_and_no_elsewhere() -> None:
    assert read("boolean", "no", "pl").value is True
    assert read("boolean", "no", "en").value is False
    assert read("boolean", "no nie", "pl").value is False


def test_an_answer_in_another_language_is_understood() -> None:
    assert read("boolean", "evet", "en").value is True
    assert read("money", "5k per month", "tr", currency="TRY").value["period"] == "month"
    assert read("money", "on bin lira", "en").value["low"] == 10000
    assert read("timeframe", "w przyszłym miesiącu", "en").value is not None


@pytest.mark.parametrize(
    ("type", "text", "language"),
    [
        ("money", "it's based on usage", "en"),  # Turkish "on" is ten
        ("timeframe", "we will see", "en"),  # German "WE" is the weekend
        ("timeframe", "after we get funding", "en"),
        ("money", "ten plan", "pl"),
        ("number", "ona wie", "pl"),
        ("money", "c'est très cher", "fr"),
        ("timeframe", "mon patron décide", "fr"),
        ("boolean", "el año que viene", "es"),  # Polish "ano" is yes
        ("number", "an alle", "de"),
    ],
)
def test_a_word_of_the_flows_language_is_no_value_of_another(
    type: str, text: str, language: str
) -> None:
    assert read(type, text, language).value is None


@pytest.mark.parametrize("text", ["will do", "should be fine", "I'd say so", "do it"])
def test_a_yes_may_begin_like_a_question(text: str) -> None:
    assert read("boolean", text) == Reading("answer", True)


@pytest.mark.parametrize(
    ("text", "language"),
    [("kann sein", "de"), ("puede ser", "es"), ("ça se peut", "fr"), ("tak średnio", "pl")],
)
def test_may_be_is_neither_yes_nor_no_nor_a_question(text: str, language: str) -> None:
    assert read("boolean", text, language).outcome in ("unclear", "unsure")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("we want more leads", "en"),
        ("it's a bit complicated and slow", "en"),
        ("good morning", "en"),
        ("önce ben bir düşüneyim", "tr"),
        ("iyi günler", "tr"),
        ("jesteśmy z tego bardzo zadowoleni", "pl"),
        ("dzień dobry", "pl"),
        ("wir haben es noch nicht", "de"),
        ("me gusta mucho el diseño", "es"),
        ("c'est pour un ami", "fr"),
        ("merci beaucoup", "fr"),
    ],
)
def test_a_sentence_or_a_greeting_is_no_name(text: str, language: str) -> None:
    assert read("name", text, language).outcome != "answer"
    assert read("timeframe", text, language).value is None
    assert read("money", text, language).value is None


@pytest.mark.parametrize(
    ("type", "text", "language", "outcome"),
    [
        ("name", "Will Smith", "en", "answer"),
        ("name", "an nguyen", "en", "answer"),
        ("name", "maria da silva", "en", "confirm"),
        ("name", "hi, I'm Sarah, nice to meet you", "en", "answer"),
        ("company", "We Work", "en", "answer"),
        ("company", "House of Fraser", "en", "answer"),
        ("company", "the body shop", "en", "confirm"),
        ("company", "Żabka Polska sp. z o.o.", "pl", "answer"),
        ("company", "we want more leads", "en", "unclear"),
    ],
)
def test_a_name_of_common_words_is_taken_or_said_back(
    type: str, text: str, language: str, outcome: str
) -> None:
    assert read(type, text, language).outcome == outcome


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("one of our clients uses it", "en"),
        ("ona sorun", "tr"),
        ("jeden z naszych klientów tego używa", "pl"),
        ("uno de nuestros clientes lo usa", "es"),
    ],
)
def test_one_of_many_is_no_number(text: str, language: str) -> None:
    assert read("number", text, language).value is None


@pytest.mark.parametrize("text", ["anonymous", "no name"])
def test_who_stays_unknown_gives_no_name(text: str) -> None:
    assert read("name", text) == Reading("skip")


@pytest.mark.parametrize("text", ["my boss decides", "it depends", "yes and no", "we are 40"])
def test_an_indirect_answer_is_neither_yes_nor_no(text: str) -> None:
    assert read("boolean", text).value is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Never mind, yes", "en"),
        ("no importa, sí", "es"),
        ("macht nichts, ja", "de"),
        ("ce n'est pas grave, oui", "fr"),
        ("nic nie szkodzi, tak", "pl"),
    ],
)
def test_a_courtesy_does_not_turn_a_yes_round(text: str, language: str) -> None:
    assert read("boolean", text, language) == Reading("answer", True)


@pytest.mark.parametrize("text", ["that is not right", "that's not right"])
def test_a_yes_denied_is_no_yes(text: str) -> None:
    assert read("boolean", text).value is not True


@pytest.mark.parametrize("text", ["Kim", "Ne", "Ne Win", "Kim Lee"])
def test_a_name_is_no_question_of_another_language(text: str) -> None:
    assert read("name", text) == Reading("answer", text)
    assert read("company", text) == Reading("answer", text)


@pytest.mark.parametrize("text", ["neden?", "neden soruyorsunuz", "pourquoi", "why", "Kim?"])
def test_a_question_of_another_language_is_no_name(text: str) -> None:
    assert read("name", text) == Reading("question")


@pytest.mark.parametrize("text", ["2", "the second one", "option b", "bad leeds", "they never buy"])
def test_an_option_is_picked_by_place_or_words(text: str) -> None:
    assert read("choice", text, options=NEED).value == "quality"


def test_a_number_picks_the_range_it_falls_in() -> None:
    sizes = (Choice("s", "1–10"), Choice("m", "11–50"), Choice("l", "More than 50"))
    assert read("choice", "we are about 40", options=sizes).value == "m"
    assert read("choice", "300", options=sizes).value == "l"


BOARD = (
    Choice("me", "Ich entscheide allein"),
    Choice("team", "Wir entscheiden gemeinsam"),
    Choice("boss", "Jemand anderes"),
)
SIZES = (Choice("s", "1-10"), Choice("m", "11-50"), Choice("l", "More than 50"))
CHANNELS = (Choice("mail", "E-posta"), Choice("phone", "Telefon"), Choice("chat", "Sohbet"))


def test_the_last_one_is_no_range_with_a_one_in_it() -> None:
    assert read("choice", "the last one", options=SIZES).value == "l"


def test_all_of_us_is_not_alone_and_not_me_is_nobody() -> None:
    assert read("choice", "wir alle", "de", options=BOARD).value == "team"
    assert read("choice", "not me", options=BOARD).outcome == "unclear"


DECIDERS = (
    Choice("me", "I decide", ("ben", "ja", "ich", "yo", "moi")),
    Choice("boss", "My boss decides"),
    Choice("team", "We decide together"),
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I'm the owner", "en"),
        ("şirket sahibi benim", "tr"),
        ("decyzja należy do mnie", "pl"),
        ("ich bin der Chef", "de"),
        ("soy el dueño", "es"),
        ("c'est ma boîte", "fr"),
    ],
)
def test_who_owns_the_company_decides(text: str, language: str) -> None:
    assert read("choice", text, language, options=DECIDERS) == Reading("answer", "me")


@pytest.mark.parametrize("text", ["it's not up to me", "up to me and my partner"])
def test_who_decides_not_alone_is_not_taken_for_it(text: str) -> None:
    assert read("choice", text, options=DECIDERS) != Reading("answer", "me")


def test_an_option_of_the_same_words_goes_before_one_that_holds_the_day() -> None:
    when = (Choice("now", "Hemen"), Choice("quarter", "Bu çeyrekte"), Choice("year", "Bu yıl"))
    assert read("choice", "bu sene", "tr", options=when) == Reading("answer", "year")
    assert read("choice", "bu çeyrek", "tr", options=when) == Reading("answer", "quarter")


def test_a_time_mostly_after_the_last_range_is_asked_back_as_later() -> None:
    when = (
        Choice("now", "Sofort"),
        Choice("soon", "In den nächsten 3 Monaten"),
        Choice("late", "Später"),
    )
    known = {"options": when, "today": datetime.date(2026, 11, 22)}
    assert understand(Request("choice", "nächstes Jahr", "de", **known)) == Reading(
        "confirm", "late"
    )
    assert understand(Request("choice", "in 2 Monaten", "de", **known)).value == "soon"


def test_words_in_a_row_of_one_label_pick_it_before_they_are_a_move() -> None:
    options = (
        Choice("yes", "Yes, we use one"),
        Choice("no", "No, not yet"),
        Choice("perhaps", "I'm not sure"),
    )
    assert read("choice", "not yet", options=options) == Reading("answer", "no")
    assert read("choice", "not sure", options=options) == Reading("answer", "perhaps")


def test_a_small_word_tells_options_apart_where_nothing_else_does() -> None:
    options = (
        Choice("more", "Mehr Leads"),
        Choice("better", "Bessere Leads"),
        Choice("fast", "Schnellere Rückmeldung"),
    )
    assert read("choice", "wir brauchen mehr Anfragen", "de", options=options).value == "more"
    assert read("choice", "bessere", "de", options=options).value == "better"


def test_the_authors_own_words_in_a_sentence_pick_the_option_unless_denied() -> None:
    options = (
        Choice("volume", "Too few enquiries", ("more leads", "not enough leads")),
        Choice("quality", "Enquiries that never buy", ("bad leads", "poor leads")),
    )
    assert read("choice", "we want more leads", options=options) == Reading("answer", "volume")
    assert read("choice", "we don't need more leads", options=options).value is None


def test_a_letter_may_stand_before_the_word_for_option() -> None:
    assert read("choice", "b şıkkı", "tr", options=CHANNELS).value == "phone"


def test_what_is_missing_is_no_denial() -> None:
    needs = (*NEED, Choice("prices", "I just need your prices"), Choice("few", "Not enough leads"))
    assert read("choice", "we don't get enough leads", options=needs).value == "few"
    assert read("choice", "I don't need prices", options=needs).outcome == "unclear"


@pytest.mark.parametrize(
    ("text", "language", "picked"),
    [
        ("telefon hariç hepsi", "tr", ["mail", "chat"]),
        ("ilk ikisi", "tr", ["mail", "phone"]),
        ("the last two", "en", ["phone", "chat"]),
        ("los dos primeros", "es", ["mail", "phone"]),
    ],
)
def test_several_are_picked_by_what_is_left_out_or_from_one_end(
    text: str, language: str, picked: list[str]
) -> None:
    assert read("multi_choice", text, language, options=CHANNELS).value == picked


@pytest.mark.parametrize(
    ("type", "text", "language", "value"),
    [
        ("name", "you can call me Will", "en", "Will"),
        ("company", "it's a startup called Foo", "en", "Foo"),
        ("company", "firma o nazwie Żabka", "pl", "Żabka"),
        ("email", "e-postam mehmet@firma.com.tr", "tr", "mehmet@firma.com.tr"),
        ("email", "Jane <jane@acme.co.uk>", "en", "jane@acme.co.uk"),
        ("name", "bana Can de", "tr", "Can"),
        ("email", "ada@@acme.com", "en", "ada@acme.com"),
    ],
)
def test_what_leads_to_it_is_no_part_of_it(type: str, text: str, language: str, value: str) -> None:
    assert read(type, text, language) == Reading("answer", value)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("my address is 5 Main St, London", "en", "5 Main St, London"),
        ("5 Main St, London", "en", "5 Main St, London"),
        ("No 5 Main St", "en", "5 Main St"),
        ("adresimiz Bağdat Cad. No: 12, Kadıköy", "tr", "Bağdat Cad. No: 12, Kadıköy"),
        ("mieszkam przy ul. Długiej 5/7, Łódź", "pl", "ul. Długiej 5/7, Łódź"),
        ("unsere Adresse ist Hauptstr. 3, 10115 Berlin", "de", "Hauptstr. 3, 10115 Berlin"),
        ("vivo en Calle Mayor 1, Madrid", "es", "Calle Mayor 1, Madrid"),
        ("j'habite au 12 rue de la Paix, Paris", "fr", "12 rue de la Paix, Paris"),
    ],
)
def test_an_address_is_taken_without_what_leads_to_it(text: str, language: str, value: str) -> None:
    assert read("address", text, language) == Reading("answer", value)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("why do you need it?", "question"),
        ("I'd rather not say", "refused"),
        ("no", "refused"),
        ("12345", "unclear"),
    ],
)
def test_what_is_no_address_is_not_taken_for_one(text: str, outcome: str) -> None:
    assert read("address", text).outcome == outcome


@pytest.mark.parametrize(
    ("text", "language", "outcome"),
    [
        ("call me back", "en", "human"),
        ("I am a developer", "en", "unclear"),
        ("bist du ein Bot", "de", "question"),
        ("agent please", "en", "human"),
    ],
)
def test_what_is_no_name_is_not_taken_for_one(text: str, language: str, outcome: str) -> None:
    assert read("name", text, language).outcome == outcome


def test_several_options_are_a_list_in_their_order() -> None:
    assert read("multi_choice", "3 and 1", options=NEED).value == ["volume", "look"]
    assert read("multi_choice", "all but the last", options=NEED).value == ["volume", "quality"]


def test_a_spelt_address_is_mended() -> None:
    assert read("email", "ayşe (at) örnek nokta com", "tr") == Reading("answer", "ayşe@örnek.com")


def test_a_mistyped_provider_is_said_back() -> None:
    assert read("email", "bob@gmial.com") == Reading("confirm", "bob@gmail.com")


def test_a_phone_number_is_written_as_the_world_writes_it() -> None:
    assert read("phone", "0532 123 45 67", "tr", country="TR").value == "+905321234567"


def test_other_types_have_their_shapes() -> None:
    assert read("percent", "4 %").value == 0.04
    assert read("percent", "yüzde 4", "tr").value == 0.04
    assert read("scale", "10 üzerinden 8", "tr").value == 8
    assert read("date", "15 May").value == "2026-05-15"
    assert read("country", "Almanya", "tr").value == "DE"
    assert read("url", "Acme.com/Prices").value == "https://acme.com/Prices"
    assert read("name", "my name is john o'brien").value == "John O'Brien"
    assert read("company", "I work at Foo & Bar Ltd").value == "Foo & Bar Ltd"
    assert read("text", "  We want   more leads ").value == "We want more leads"


@pytest.mark.parametrize(
    ("text", "language", "outcome"),
    [
        ("I'd rather not say", "en", "refused"),
        ("no idea", "en", "unsure"),
        ("why do you ask?", "en", "question"),
        ("I want to talk to a person", "en", "human"),
        ("stop", "en", "stop"),
        ("go back", "en", "back"),
        ("skip this one", "en", "skip"),
        ("söylemek istemiyorum", "tr", "refused"),
        ("bilmiyorum", "tr", "unsure"),
        ("po co wam to?", "pl", "question"),
        ("poproszę konsultanta", "pl", "human"),
        ("überspringen", "de", "skip"),
        ("prefiero no decirlo", "es", "refused"),
        ("je veux parler à quelqu'un", "fr", "human"),
        ("asdfgh", "en", "unclear"),
    ],
)
@pytest.mark.parametrize("type", ["money", "number", "timeframe", "choice"])
def test_what_is_no_answer_is_never_a_value(
    type: str, text: str, language: str, outcome: str
) -> None:
    assert read(type, text, language, options=NEED) == Reading(outcome)


def test_a_value_beside_a_doubt_is_said_back() -> None:
    assert read("money", "not sure, maybe 5k").outcome == "confirm"


def test_commands_inside_an_answer_are_part_of_it() -> None:
    text = "We want to stop losing leads"
    assert read("text", text) == Reading("answer", text)


def test_a_timeframe_needs_today() -> None:
    with pytest.raises(ValueError, match="today"):
        understand(Request("timeframe", "now"))


def test_an_unknown_type_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="horoscope"):
        understand(Request("horoscope", "now"))

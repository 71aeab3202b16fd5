"""Views of every question type and kind, made by hand, to look at and to test pages with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.effects import (
    Asked,
    AskedOption,
    ButtonShown,
    Ending,
    Message,
    OfferCard,
    ProductCard,
    Progress,
    ResultLine,
    Review,
    Screen,
    View,
)
from bot.model import Brand, Cover, Flow, Settings
from bot.score import LeadDefinition
from bot.texts import Text
from web.visitor.page import Page

#: What an attacker would put into every field; it must come out as text.
CANARY = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>"

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Which plan fits you?",
        "choice": "What would you most like to fix?",
        "a": "Too few leads",
        "b": "Leads never buy",
        "c": "Sales and marketing argue about what a good lead is",
        "d": "Just looking around",
        "help": "Pick what hurts most today. You can change it later.",
        "why": "It saves you a call about plans you would not take.",
        "hello": "Hi! I am **Ada**. Four quick questions and I will tell you which plan fits.",
        "mine": "About 3,000 a month",
        "text": "What is your work e-mail?",
        "agree": "I agree to receive the guide and product news. See the [privacy notice](https://acme.example/privacy).",
        "long": "Tell us a little about your team",
        "low": "Not at all likely",
        "high": "Extremely likely",
        "error": "Please choose one of these: Too few leads, Leads never buy.",
    },
    "tr": {
        "title": "Size hangi plan uygun?",
        "choice": "En çok neyi düzeltmek istersiniz?",
        "a": "Çok az talep geliyor",
        "b": "Talepler satışa dönüşmüyor",
        "c": "Satış ve pazarlama, iyi müşteri adayının ne olduğu konusunda anlaşamıyor",
        "d": "Yalnızca göz atıyorum",
        "help": "Bugün sizi en çok zorlayanı seçin. Sonra değiştirebilirsiniz.",
        "why": "Almayacağınız planlar için aranmamanızı sağlar.",
        "hello": "Merhaba! Ben **Ada**. Dört kısa soruyla size uygun planı söyleyeyim.",
        "mine": "Ayda yaklaşık 3.000",
        "text": "İş e-posta adresiniz nedir?",
        "agree": "Rehberi ve ürün haberlerini almayı kabul ediyorum. [Aydınlatma metni](https://acme.example/privacy).",
        "long": "Bize ekibinizden biraz söz edin",
        "low": "Hiç olası değil",
        "high": "Kesinlikle olası",
        "error": "Lütfen şunlardan birini seçin: Çok az talep geliyor, Talepler satışa dönüşmüyor.",
    },
    "pl": {
        "title": "Który plan pasuje do Państwa firmy?",
        "choice": "Co przede wszystkim chcieliby Państwo poprawić?",
        "a": "Za mało zapytań",
        "b": "Zapytania nie kończą się sprzedażą",
        "c": "Dziewięćdziesięciodziewięcioprocentowa niewspółodpowiedzialność międzydziałowa",
        "d": "Tylko się rozglądam",
        "help": "Proszę wybrać to, co dziś najbardziej doskwiera. Można to zmienić.",
        "why": "Dzięki temu nie zadzwonimy z planem, który nie jest potrzebny.",
        "hello": "Dzień dobry! Jestem **Ada**. Cztery krótkie pytania i podpowiem plan.",
        "mine": "Około 3000 miesięcznie",
        "text": "Jaki jest Państwa służbowy adres e-mail?",
        "agree": "Zgadzam się na otrzymanie poradnika i nowości. [Polityka prywatności](https://acme.example/privacy).",
        "long": "Proszę opowiedzieć o zespole",
        "low": "Zupełnie nieprawdopodobne",
        "high": "Niezwykle prawdopodobne",
        "error": "Proszę wybrać jedną z możliwości: Za mało zapytań, Tylko się rozglądam.",
    },
    "ar": {
        "title": "ما الخطة المناسبة لك؟",
        "choice": "ما أكثر ما تود إصلاحه؟",
        "a": "عدد قليل من العملاء المحتملين",
        "b": "العملاء المحتملون لا يشترون",
        "c": "المبيعات والتسويق يختلفان حول معنى العميل الجيد",
        "d": "أتصفح فقط",
        "help": "اختر أكثر ما يزعجك اليوم.",
        "why": "يوفر عليك مكالمة لا تحتاجها.",
        "hello": "مرحبًا! أنا **آدا**. أربعة أسئلة سريعة وسأخبرك بالخطة المناسبة.",
        "mine": "حوالي ٣٠٠٠ شهريًا",
        "text": "ما بريدك الإلكتروني في العمل؟",
        "agree": "أوافق على استلام الدليل. [إشعار الخصوصية](https://acme.example/privacy).",
        "long": "أخبرنا قليلًا عن فريقك",
        "low": "غير محتمل",
        "high": "محتمل جدًا",
        "error": "يرجى اختيار أحد الخيارات.",
    },
}


def text(words: str) -> Text:
    """A text of one language."""
    return Text({"en": (words,)}, "en")


def flow(kind: str = "quiz", language: str = "en", **changes: Any) -> Flow:
    """A flow of that kind without steps."""
    made = Flow(
        name="plan-finder",
        version="0" * 64,
        kind=kind,  # type: ignore[arg-type]
        title=text(WORDS[language]["title"]),
        language=language,
        languages=("en", "tr", "pl"),
        steps=(),
        outcomes=(),
        lead=LeadDefinition(),
        brand=Brand(name="Acme", accent="#0b7285"),
        settings=Settings(),
    )
    return replace(made, **changes)


def asked(type: str, language: str = "en", **changes: Any) -> Asked:
    """A question of that type with everything it can have."""
    words = WORDS[language]
    options = tuple(AskedOption(value, words[value]) for value in "abcd")
    usual: dict[str, Any] = {
        "slot": type,
        "type": type,
        "text": words["choice"],
        "markdown": words["choice"],
        "required": True,
        "help": words["help"],
        "why": words["why"],
    }
    usual.update(_EXTRA.get(type, {}))
    if type in ("choice", "multi_choice", "ranking"):
        usual["options"] = options
    if type == "picture":
        usual["options"] = tuple(replace(option, image="demo.svg") for option in options)
    if type == "yes_no":
        usual["options"] = (AskedOption("yes", "Yes"), AskedOption("no", "No"))
    if type == "matrix":
        usual["rows"] = options[:3]
        usual["columns"] = tuple(
            AskedOption(str(n), label)
            for n, label in enumerate(("Never", "Sometimes", "Often", "Always"))
        )
    if type in ("rating", "nps", "scale"):
        usual |= {"low": words["low"], "high": words["high"]}
    if type in ("email", "text", "name", "company", "phone", "url"):
        usual["text"] = usual["markdown"] = words["text"]
    if type in ("long_text", "address"):
        usual["text"] = usual["markdown"] = words["long"]
    if type == "consent":
        usual |= {"text": words["agree"], "markdown": words["agree"], "purpose": "news"}
    return Asked(**{**usual, **changes})


_EXTRA: dict[str, dict[str, Any]] = {
    "rating": {"minimum": 1.0, "maximum": 5.0, "step": 1.0},
    "nps": {"minimum": 0.0, "maximum": 10.0, "step": 1.0},
    "scale": {"minimum": 1.0, "maximum": 7.0, "step": 1.0},
    "slider": {"minimum": 0.0, "maximum": 500.0, "step": 10.0, "unit": "people", "value": 120},
    "number": {"unit": "kWh", "placeholder": "3500"},
    "money": {
        "currency": "EUR",
        "minimum": 50_000.0,
        "maximum": 800_000.0,
        "step": 1000.0,
        "value": {"low": 320_000, "high": 320_000, "currency": "EUR", "period": None},
    },
    "percent": {"minimum": 0.0, "maximum": 10.0, "value": 0.0425},
    "date": {"minimum": "2026-01-01"},
    "file": {"accept": (".pdf", "image/*"), "max_mb": 5.0},
}

TYPES = (
    "choice yes_no multi_choice picture rating nps scale slider number money percent date"
    " timeframe text long_text email phone url name company address country matrix ranking"
    " consent file"
).split()


def view(language: str = "en", **changes: Any) -> View:
    """A view in the middle of a conversation."""
    usual: dict[str, Any] = {
        "language": language,
        "turn": 3,
        "messages": (),
        "transcript": (),
        "screen": None,
        "progress": Progress(2, 6),
        "ending": None,
        "can_go_back": True,
    }
    return View(**{**usual, **changes})


def page(made_flow: Flow, made_view: View, **changes: Any) -> Page:
    """A page of that view."""
    usual: dict[str, Any] = {
        "flow": made_flow,
        "view": made_view,
        "token": "sample-token",
        "action": "/f/plan-finder",
        "stored": True,
        "address": lambda **query: "/f/plan-finder",
    }
    return Page(**{**usual, **changes})


def card(type: str, language: str = "en", kind: str = "quiz", error: bool = False) -> Page:
    """One question of that type."""
    wrong = {type: WORDS[language]["error"]} if error else {}
    screen = Screen((asked(type, language),))
    return page(flow(kind, language), view(language, screen=screen), wrong=wrong)


def cover(language: str = "en") -> Page:
    """The page before a quiz."""
    words = WORDS[language]
    start = Cover(text(words["title"]), text(words["help"]), None, None)
    made = view(language, screen=Screen((asked("choice", language),)), turn=1, can_go_back=False)
    return page(flow("quiz", language, start=start), made, shows_cover=True, stored=False)


def form(language: str = "en", kind: str = "form", error: bool = False, types: str = "") -> Page:
    """A page of a form with many types, one of them optional."""
    names = types.split() or "name email company country long_text timeframe consent".split()
    questions = [asked(name, language, why=None) for name in names]
    questions[2] = replace(questions[2], required=False)
    wrong = {questions[1].slot: WORDS[language]["error"], questions[-1].slot: "!"} if error else {}
    screen = Screen(tuple(questions), title=WORDS[language]["title"], number=1, count=2)
    return page(flow(kind, language), view(language, screen=screen), wrong=wrong)


def chat(type: str = "choice", language: str = "en", ended: bool = False, **changes: Any) -> Page:
    """A chat some lines in."""
    words = WORDS[language]
    lines = (
        Message(words["hello"], words["hello"]),
        Message(words["choice"], words["choice"], slot="need"),
        Message(words["a"], words["a"], "visitor", slot="need"),
        Message(words["help"], words["help"]),
        Message(words["choice"], words["choice"], slot="budget"),
        Message(words["mine"], words["mine"], "visitor", slot="budget"),
        Message(words["why"], words["why"]),
    )
    screen = None if ended else Screen((asked(type, language),))
    made = view(
        language,
        transcript=lines,
        messages=lines[-1:],
        screen=screen,
        ending=ending(language) if ended else None,
    )
    return page(flow("chat", language), made, **changes)


def ending(language: str = "en", **changes: Any) -> Ending:
    """An outcome with text, an offer and a button."""
    words = WORDS[language]
    usual: dict[str, Any] = {
        "outcome": "fit",
        "title": "You would do well on Growth" if language == "en" else words["title"],
        "text": words["hello"],
        "markdown": words["hello"],
        "offer": OfferCard(
            "guide",
            "coupon",
            words["title"],
            words["help"],
            None,
            "https://acme.example/guide",
            "WELCOME-20",
        ),
        "button": ButtonShown(words["d"], "https://acme.example", None),
    }
    return Ending(**{**usual, **changes})


RESULTS = (
    ResultLine("Buying costs a month", 1289.7, "€1,290", "money", None, "EUR"),
    ResultLine("Rent for 10 years", 144_000.0, "€144,000", "money", "bar", "EUR"),
    ResultLine("Interest paid to the bank", 98_411.0, "€98,411", "money", "bar", "EUR"),
    ResultLine("Own capital after 10 years", 171_200.0, "€171,200", "money", "bar", "EUR"),
    ResultLine("Worth it after", 6.4, "6.4", "number", None),
)


def calculator(language: str = "en") -> Page:
    """A calculator with sliders, boxes and live results."""
    questions = (
        asked(
            "money",
            language,
            slot="price",
            text="Price of the home",
            markdown="Price of the home",
            help=None,
            why=None,
        ),
        asked(
            "percent",
            language,
            slot="rate",
            text="Interest a year",
            markdown="Interest a year",
            help=None,
        ),
        asked(
            "slider",
            language,
            slot="years",
            text="Years to pay back",
            markdown="Years to pay back",
            minimum=5.0,
            maximum=35.0,
            step=1.0,
            unit="years",
            value=25,
            help=None,
            why=None,
        ),
        asked(
            "money",
            language,
            slot="rent",
            text="Rent a month now",
            markdown="Rent a month now",
            minimum=None,
            maximum=None,
            value={"low": 1200, "high": 1200, "currency": "EUR", "period": "month"},
            why=None,
        ),
        asked(
            "yes_no",
            language,
            slot="first",
            text="Is it your first home?",
            markdown="Is it your first home?",
            help=None,
            why=None,
        ),
    )
    return page(
        flow("calculator", language),
        view(language, screen=Screen(questions), live=RESULTS, can_go_back=False),
    )


def result(kind: str = "quiz", language: str = "en") -> Page:
    """The last page: grade, review, categories or products."""
    changes: dict[str, Any] = {}
    if kind == "quiz":
        changes = {
            "grade": 66.7,
            "categories": {"builder": 12.0, "planner": 7.0, "helper": 3.0},
            "review": (
                Review(
                    "What does CAC mean?", "Cost of a customer", True, "Cost of a customer", None
                ),
                Review(
                    "What is a lead?",
                    "Any visitor",
                    False,
                    "Someone who has shown interest",
                    "A visitor becomes a lead once there is a way to reach them.",
                ),
                Review("Is 5 % a good open rate?", "No", True, "No", None),
            ),
        }
    if kind == "recommendation":
        changes = {
            "offer": None,
            "button": None,
            "products": tuple(
                ProductCard(
                    str(n),
                    name,
                    "Light and quick.",
                    "Light and **quick**, folds in ten seconds.",
                    "demo.svg",
                    "https://acme.example/p",
                    f"€{price}",
                    ("Up to 10 km a day", "Stairs at home"),
                )
                for n, (name, price) in enumerate(
                    (("City Fold 8", "890"), ("Metro Step", "640"), ("Trail One", "1,240"))
                )
            ),
        }
    if kind == "calculator":
        changes = {"results": RESULTS, "offer": None}
    return page(flow(kind, language), view(language, ending=ending(language, **changes)))

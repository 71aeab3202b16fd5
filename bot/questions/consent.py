"""consent: agreeing, or not, to exactly the words of the question for its `purpose`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.formula import Type
from bot.formula.values import Value
from bot.model import Json, Question
from bot.questions import yes_no
from bot.questions.bases import typed
from bot.questions.bases.typed import refuse
from bot.questions.bases.writing import asked, chosen
from bot.questions.yes_no import show
from bot.understanding import Reading
from bot.understanding.assent import bare_assent
from bot.understanding.courtesies import withdraws

__all__ = [
    "FORMULA_TYPE",
    "KEYS",
    "NAME",
    "accept",
    "asked",
    "chosen",
    "from_fields",
    "read",
    "show",
    "to_formula",
]

NAME = "consent"
KEYS: tuple[str, ...] = ("purpose",)
FORMULA_TYPE = Type.BOOL

#: Words of a yes that says no more; longer ones may agree to something else.
_MOST_WORDS = 6

#: What people type to agree besides yes, whole and folded.
_AGREED = frozenset(
    {
        *("agree", "i agree", "agreed", "i accept", "accept"),
        *("kabul", "kabul ediyorum", "onaylıyorum", "onay veriyorum"),
        *("zgadzam się", "zgoda", "wyrażam zgodę", "akceptuję"),
        *("ich stimme zu", "einverstanden", "ich bin einverstanden"),
        *("acepto", "de acuerdo", "estoy de acuerdo"),
        *("j'accepte", "j’accepte", "d'accord", "d’accord", "je suis d'accord"),
    }
)


def accept(question: Question, value: Json, *, language: str, today: str) -> Json:
    """True or false; where it is required only true goes on."""
    given = yes_no.accept(question, value, language=language, today=today)
    if question.required and given is not True:
        raise refuse(question, "consent_required", language)
    return given


def read(question: Question, text: str, *, language: str, today: str) -> Reading:
    """A plain yes or no, or that they agree; what may be meant otherwise is asked about."""
    if withdraws(text, language):
        return Reading("answer", False)
    if text.strip(" .!").casefold() in _AGREED:
        return Reading("answer", True)
    reading = typed.read(question, text, language=language, today=today)
    if reading.outcome == "answer" and reading.value is True and not _is_plain(text, language):
        return Reading("confirm", True)
    return reading


def _is_plain(text: str, language: str) -> bool:
    """Whether a yes is all that was said, or so short that it can be about nothing else."""
    return bare_assent(text, language) is True or len(text.split()) <= _MOST_WORDS


def from_fields(question: Question, fields: Mapping[str, list[str]]) -> Json:
    """Whether the box is ticked: a box left empty is a no."""
    given = [words for words in fields.get(question.slot, []) if words]
    return given[-1].strip().lower() not in ("no", "false") if given else False


def to_formula(question: Question, value: Json, today: str) -> Value:
    """True or false."""
    return value if isinstance(value, bool) else None

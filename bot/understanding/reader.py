"""From a request to its reading: the moves are heard first, then the value is read.

Words that are no answer ("I'd rather not say", "why do you ask?") never become a value; where a
value is said beside them ("not sure, maybe 5k") it is said back for confirmation.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.understanding import (
    address,
    boolean,
    choice,
    company,
    country,
    date,
    email,
    free_text,
    money,
    multi_choice,
    name,
    number,
    percent,
    phone,
    scale,
    timeframe,
    url,
)
from bot.understanding.languages_heard import NO_LEAD, all_known, languages_heard
from bot.understanding.moves import Moves, moves
from bot.understanding.request import Outcome, Reading, Request
from bot.understanding.utterance import Utterance, listen
from bot.understanding.vocabulary import vocabulary

Recogniser = Callable[[Utterance, Request, str], Reading | None]

RECOGNISERS: dict[str, Recogniser] = {
    "number": number.read,
    "money": money.read,
    "timeframe": timeframe.read,
    "boolean": boolean.read,
    "choice": choice.read,
    "multi_choice": multi_choice.read,
    "email": email.read,
    "phone": phone.read,
    "url": url.read,
    "name": name.read,
    "company": company.read,
    "address": address.read,
    "text": free_text.read,
    "percent": percent.read,
    "date": date.read,
    "scale": scale.read,
    "country": country.read,
}
_OPEN = frozenset({"name", "company", "address", "text"})  # any words could be the answer
_WRITTEN = frozenset({"email", "phone", "url"})  # an answer cannot be mistaken for words
_PICKED = frozenset({"choice", "multi_choice"})
_VALUES = frozenset({"number", "money", "timeframe", "percent", "date", "scale"})
#: What a "no" means "I won't say" to.
_OFFERED = frozenset({"email", "phone", "url", "name", "company", "address"})
_LONGEST_REFUSAL = 12
_SHORTEST_QUESTION = 2  # words of what begins with a verb and may still be a name: "Will Smith"
_LONGEST_NAME_ALIKE = 3  # letters: "Kim" and "Ne" may be names, "pourquoi" is none


def understand(request: Request) -> Reading:
    """What `request.text` says in answer to the question.

    Pure and deterministic; no text makes it raise. Raises ValueError for a type there is no
    recogniser for, and for `timeframe` and `date` without `today`.
    """
    recogniser = RECOGNISERS.get(request.type)
    if recogniser is None:
        raise ValueError(f"no recogniser for the type {request.type!r}")
    if request.type in ("timeframe", "date") and request.today is None:
        raise ValueError(f"the type {request.type!r} needs today's date")
    utterance = listen(request.text)
    if not utterance.text:
        return Reading("unclear")
    flows = vocabulary(request.language).code
    unclear = Reading("unclear")
    languages = languages_heard(utterance, flows, _lead(request.type))
    if request.type in _PICKED:  # what is offered is written in the flow's language
        languages = tuple(dict.fromkeys((flows, *languages)))
    for language in languages:
        reading = _in_language(utterance, request, language, recogniser)
        if reading.outcome != "unclear":
            return reading
        if request.type == "boolean" and boolean.hears(utterance, language):
            return reading
        if request.type in _PICKED and choice.negates(utterance, request.options, language):
            return reading  # another language would not hear what is denied
    return unclear


def _lead(type: str) -> int:
    """How many words more than of the flow's language must be heard of another to read it there:
    most for values, which a word of one language easily is in another."""
    return 1 if type in _VALUES else 0 if type == "boolean" else NO_LEAD


def _in_language(
    utterance: Utterance, request: Request, language: str, recogniser: Recogniser
) -> Reading:
    if request.type in _PICKED and (same := choice.exact(utterance, request.options)):
        value: object = same.value if request.type == "choice" else [same.value]
        return Reading("answer", value)
    heard = moves(utterance, language, polar=request.type == "boolean")
    if heard.command and _is_command(utterance, request, language, heard.command):
        return Reading(heard.command)
    if request.type in _OPEN:
        return _open_answer(utterance, request, language, recogniser, heard)
    reading = recogniser(utterance, request, language)
    if request.type == "boolean":
        return _boolean(utterance, language, heard, reading)
    if reading is None:
        return _no_value(utterance, request, language, heard)
    if request.type in _WRITTEN:
        return reading
    if request.type in _PICKED:
        return _pick(utterance, request, language, heard, reading)
    if _is_zero(reading) and heard.heard & {"unsure", "refused"}:
        return _moved(utterance, heard)
    if heard.heard == {"human"} and not heard.insists:
        return reading
    if "human" in heard.heard or _is_question(utterance, heard):
        return Reading("human" if "human" in heard.heard else "question")
    if heard.heard or heard.asks:
        return replace(reading, outcome="confirm")
    return reading


def _is_command(utterance: Utterance, request: Request, language: str, command: Outcome) -> bool:
    """Whether a command is none of the answers spelt alike: "later", "pass" to a yes or no."""
    if request.type == "timeframe" and command == "skip":
        return False
    if request.type in _PICKED and len(utterance.spoken) == 1:
        return choice.by_place(utterance, request.options, language) is None
    return request.type != "boolean" or boolean.polarity(utterance, language) is None


def _is_question(utterance: Utterance, heard: Moves) -> bool:
    """Whether a text with a value in it asks something all the same: "is 5k enough?"."""
    return heard.asks == "phrase" or (heard.asks in ("word", "verb") and utterance.asks)


def _is_zero(reading: Reading) -> bool:
    """Whether a number was read from a word like "none" alone."""
    value = reading.value
    return isinstance(value, dict) and value.get("low") == 0 and value.get("high") == 0


def _boolean(utterance: Utterance, language: str, heard: Moves, reading: Reading | None) -> Reading:
    if "human" in heard.heard:
        return Reading("human")
    if reading is not None and boolean.agrees(utterance, language):
        return reading
    plain = boolean.is_plain(utterance, language, heard.words)
    if reading is None or ((heard.heard or heard.asks == "phrase") and not plain):
        return _moved(utterance, heard)
    if heard.heard:
        return replace(reading, outcome="confirm")
    if utterance.asks and heard.asks in ("phrase", "word", "verb") and len(utterance.spoken) > 2:
        return Reading("question")
    return reading


def _pick(
    utterance: Utterance, request: Request, language: str, heard: Moves, reading: Reading
) -> Reading:
    """An option read beside a move: the option, where the move's words are its own words."""
    asks = heard.asks == "word" or (utterance.asks and len(utterance.spoken) > 2)
    if not heard.heard and not asks:
        return reading
    if choice.says(reading.value, heard.words, request.options, language):
        return reading
    if asks or (heard.heard and heard.insists):
        return _moved(utterance, heard)
    if reading.outcome == "answer" and "refused" not in heard.heard:
        return reading
    return _moved(utterance, heard) if heard.left <= 1 else replace(reading, outcome="confirm")


def _open_answer(
    utterance: Utterance, request: Request, language: str, recogniser: Recogniser, heard: Moves
) -> Reading:
    """Names, companies and free texts: anything heard as a move comes before the value."""
    if request.type in ("text", "address"):
        return _text(utterance, request, language, recogniser, heard)
    if request.type == "name" and name.introduces(utterance, language, heard.words):
        return recogniser(utterance, request, language) or Reading("unclear")
    if heard.heard and (heard.insists or not heard.left):
        return _moved(utterance, heard)
    asks = heard.asks == "verb" and len(utterance.spoken) > _SHORTEST_QUESTION
    if utterance.asks or asks or heard.asks == "phrase":
        return Reading("question")
    if heard.asks == "word" and not _may_be_a_name(utterance, request, language):
        return Reading("question")
    if _declined(utterance, request, language):
        return Reading("refused")
    return recogniser(utterance, request, language) or Reading("unclear")


def _may_be_a_name(utterance: Utterance, request: Request, language: str) -> bool:
    """Whether a word that asks in another language is a name in the flow's: "Kim", "Ne Win"."""
    if language == vocabulary(request.language).code:
        return False
    if len(utterance.spoken) == 1:
        return len(utterance.spoken[0]) <= _LONGEST_NAME_ALIKE
    return not all_known(utterance, language)


def _text(
    utterance: Utterance, request: Request, language: str, recogniser: Recogniser, heard: Moves
) -> Reading:
    if heard.left <= 2 and heard.heard:
        return _moved(utterance, heard)
    if utterance.asks and heard.asks in ("phrase", "word", "verb"):
        return Reading("question")
    numbered = any(letter.isdigit() for letter in utterance.text)  # "No 5 Main St"
    if not numbered and _declined(utterance, request, language):
        return Reading("refused")
    return recogniser(utterance, request, language) or Reading("unclear")


def _no_value(utterance: Utterance, request: Request, language: str, heard: Moves) -> Reading:
    moved = _moved(utterance, heard)
    if moved.outcome == "unclear" and _declined(utterance, request, language):
        return Reading("refused")
    return moved


def _declined(utterance: Utterance, request: Request, language: str) -> bool:
    """A plain "no" where a contact was asked for."""
    if request.type not in _OFFERED or len(utterance.spoken) > _LONGEST_REFUSAL // 3:
        return False
    return boolean.declines(utterance, language)


def _moved(utterance: Utterance, heard: Moves) -> Reading:
    """The reading of a text without a value."""
    if "human" in heard.heard:
        return Reading("human")
    if "refused" in heard.heard:
        return Reading("refused")
    if heard.asks == "phrase" or (heard.asks and utterance.asks):
        return Reading("question")
    if "unsure" in heard.heard:
        return Reading("unsure")
    if heard.asks in ("word", "verb", "mark"):
        return Reading("question")
    if heard.command:
        return Reading(heard.command)
    if heard.hedged and heard.left == 0:
        return Reading("unsure")
    return Reading("unclear")

"""answers.yml: keys to what visitors are answered, and what would get in its way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from bot.flowfile.context import Context
from bot.flowfile.draft import Draft
from bot.flowfile.ending import button
from bot.flowfile.keys.answering import AnswerKeys, AnswersKeys
from bot.flowfile.parsing import Parsed
from bot.flowfile.problems import Report
from bot.formula import Type
from bot.model import CONTACT_SLOTS, Answers, Button, KnownAnswer
from bot.texts import Text

#: With fewer ways to ask, an answer is often not found.
FEWEST_VARIANTS = 3

#: Two answers whose questions on average are nearer than this cosine are easily taken for each
#: other.
TOO_ALIKE = 0.5

#: Characters of a question; nobody types more to ask one thing.
_LONGEST_QUESTION = 200

#: Characters of an answer that a phone of 360 pixels shows well.
_LONGEST_ANSWER = 480


def known_answers(
    parsed: Parsed[AnswersKeys], context: Context, report: Report | None = None
) -> Answers | None:
    """answers.yml compiled. Problems go to `report`, without one they are not looked for."""
    if parsed.keys is None:
        return None
    keys = parsed.keys.root
    told = report if report is not None else Report(parsed.report.file)
    draft = Draft(parsed.reading, parsed.root, told, "en", lost=parsed.reading.lost)
    draft.types = dict.fromkeys(CONTACT_SLOTS, Type.TEXT)
    entries = tuple(_entry(draft, context, id_, one) for id_, one in keys.items())
    digest = hashlib.sha256(parsed.keys.model_dump_json().encode()).hexdigest()
    answers = Answers(digest, entries)
    if report is not None:
        _check(draft, keys)
        _check_alike(draft, answers)
    return answers


def _entry(draft: Draft, context: Context, id_: str, keys: AnswerKeys) -> KnownAnswer:
    draft.language = next(iter(keys.questions), "en")
    if not keys.questions:
        draft.error((id_, "questions"), "must hold ways to ask, like {en: [How much is it?]}")
    return KnownAnswer(
        id=id_,
        questions={language: tuple(texts) for language, texts in keys.questions.items()},
        text=draft.text((id_, "answer"), keys.answer),
        button=_leads_to(draft, context, id_, keys),
    )


def _leads_to(draft: Draft, context: Context, id_: str, keys: AnswerKeys) -> Button | None:
    if keys.flow is None:
        return button(draft, context, (id_, "button"), keys.button)
    if keys.button is not None:
        draft.key_error((id_, "flow"), "an answer has a button or a flow, not both")
    return Button(Text({}, "en"), flow=context.flow(draft, (id_, "flow"), keys.flow))


# ---------------------------------------------------------------- what gets in the way


def _check(draft: Draft, keys: Mapping[str, AnswerKeys]) -> None:
    languages = dict.fromkeys(
        language for one in keys.values() for language, texts in one.questions.items() if texts
    )
    for id_, one in keys.items():
        _check_coverage(draft, id_, one, tuple(languages))
        _check_lengths(draft, id_, one)
    for language in languages:
        _check_twice(draft, keys, language)


def _check_coverage(draft: Draft, id_: str, keys: AnswerKeys, languages: tuple[str, ...]) -> None:
    missing = [language for language in languages if not keys.questions.get(language)]
    if missing and keys.questions:
        draft.key_warning((id_, "questions"), f"no questions in {', '.join(missing)}")
    if isinstance(keys.answer, dict):
        first = next(iter(keys.questions), "en")  # lacking in this one is an error
        unwritten = [one for one in languages if one not in keys.answer and one != first]
        if unwritten:
            draft.key_warning((id_, "answer"), f"not written in {', '.join(unwritten)}")
    for language, texts in keys.questions.items():
        if 0 < len(texts) < FEWEST_VARIANTS:
            draft.key_warning(
                (id_, "questions", language),
                f"{len(texts)} {'way' if len(texts) == 1 else 'ways'} to ask; "
                "with five or more it is found far better",
            )


def _check_lengths(draft: Draft, id_: str, keys: AnswerKeys) -> None:
    for language, number, text in _each(keys):
        if len(text) > _LONGEST_QUESTION:
            draft.error(
                (id_, "questions", language, number),
                f"{len(text)} characters; a question has {_LONGEST_QUESTION} at most",
            )
        elif not _words(text, language):
            draft.error((id_, "questions", language, number), f"'{text}' has no words")
    texts = keys.answer if isinstance(keys.answer, dict) else {"": keys.answer}
    for language, text in texts.items():
        if len(text) > _LONGEST_ANSWER:
            path = (id_, "answer", language) if language else (id_, "answer")
            draft.warning(
                path, f"{len(text)} characters; a phone shows about {_LONGEST_ANSWER} well"
            )


def _each(keys: AnswerKeys) -> Iterator[tuple[str, int, str]]:
    for language, texts in keys.questions.items():
        for number, text in enumerate(texts):
            yield language, number, text


def _check_twice(draft: Draft, keys: Mapping[str, AnswerKeys], language: str) -> None:
    """The same question in two answers is an error: nobody can know which is meant."""
    seen: dict[frozenset[str], str] = {}
    for id_, one in keys.items():
        for number, text in enumerate(one.questions.get(language, ())):
            made = _words(text, language)
            if not made:
                continue
            path = (id_, "questions", language, number)
            other = seen.setdefault(made, id_)
            if other != id_:
                draft.error(path, f"'{text}' is asked in '{other}' too")
            elif any(
                _words(before, language) == made for before in one.questions[language][:number]
            ):
                draft.warning(path, f"'{text}' is here twice, but for endings and small words")


def _words(text: str, language: str) -> frozenset[str]:
    # Imported here: not every folder of flows has an answers.yml.
    from bot.answers.terms import terms

    return frozenset(terms(text, language))


def _check_alike(draft: Draft, answers: Answers) -> None:
    from bot.answers import book_of  # as in `_words`

    book = book_of(answers)
    for language in book.languages:
        for id_, other in book.alike(language, TOO_ALIKE):
            draft.key_warning(
                (id_,),
                f"is asked in {language} almost like '{other}': visitors would get one for the "
                "other; make them one, or ask in other words",
            )

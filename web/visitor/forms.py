"""The WTForms form of a screen, built from its questions: it reads and checks what arrives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Field, Form, ValidationError

from bot.errors import BadAnswer
from bot.model import Flow, Json, Question
from bot.questions import TYPES
from bot.words import say
from web import uploads
from web.visitor.fields import FIGURES, field_name, fields_of, plain_figure


class AnswerField(Field):  # type: ignore[misc]
    """One question's fields: read by its type into a raw value, checked by its type."""

    def __init__(self, *, question: Question, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.question = question
        self.form: AnswerForm = kwargs["_form"]
        self.upload: tuple[FileStorage, Mapping[str, str]] | None = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the raw value: what the engine is given, not yet in its canonical shape."""
        self.process_errors: list[str] = []
        slot, kind = self.question.slot, self.question.type
        posted = {name: formdata.getlist(name) for name in formdata} if formdata else {}
        fields = fields_of(slot, posted)
        if kind in FIGURES and fields.get(slot):
            fields[slot] = [plain_figure(fields[slot][0], self.form.language)]
        if kind == "timeframe" and any(fields.get(f"{slot}.from", ())):
            fields[slot] = fields[f"{slot}.from"]
        if kind == "file":
            fields = self._file_fields(fields)
        self.data: Json = TYPES[kind].from_fields(self.question, fields)

    def _file_fields(self, fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
        slot = self.question.slot
        sent = self.form.files.get(field_name(slot))
        noted: Mapping[str, str] | None = None
        if sent is not None and sent.filename:
            noted = uploads.described(sent)
            self.upload = (sent, noted)
        elif earlier := next(iter(fields.get(f"{slot}.id", ())), ""):
            noted = uploads.kept(earlier, token=self.form.token)
        return {f"{slot}.{part}": [value] for part, value in (noted or {}).items()}

    def pre_validate(self, form: Any) -> None:
        """Check the value as the question's type does, in the visitor's language."""
        if self.data is None:
            if self.question.required and self.form.all_at_once:
                raise ValidationError(say("required", self.form.language))
            return
        try:
            TYPES[self.question.type].accept(
                self.question, self.data, language=self.form.language, today=self.form.today
            )
        except BadAnswer as error:
            raise ValidationError(error.message) from error


class AnswerForm(Form):  # type: ignore[misc]
    """Base of the screens' forms; what they have in common comes by `made`."""

    language: str
    today: str
    token: str
    files: Mapping[str, FileStorage]
    #: False for calculators, where a question may not apply to what is typed above it.
    all_at_once: bool

    @classmethod
    def made(
        cls, questions: Iterable[Question], posted: MultiDict[str, str], **common: Any
    ) -> AnswerForm:
        """The form for these questions, filled with what was posted."""
        asked = tuple(questions)
        kind = type("ScreenForm", (AnswerForm,), common)
        for question in asked:
            setattr(kind, f"slot_{question.slot}", AnswerField(question=question))
        return kind(posted)  # type: ignore[no-any-return]

    @property
    def answers(self) -> dict[str, Json]:
        """Raw values by slot."""
        return {field.question.slot: field.data for field in self}

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by slot; after `validate`."""
        return {field.question.slot: str(field.errors[0]) for field in self if field.errors}

    def keep_uploads(self, flow: str) -> dict[str, Mapping[str, str]]:
        """Keep the files of fields that are sound; their descriptions by slot."""
        found = {}
        for field in self:
            if field.upload and not field.errors:
                file, noted = field.upload
                uploads.keep(file, noted, flow=flow, slot=field.question.slot, token=self.token)
                found[field.question.slot] = noted
        return found


def question_of(flow: Flow, slot: str) -> Question | None:
    """The question of a slot, in the flow or one it calls."""
    for question in flow.questions:
        if question.slot == slot:
            return question
    for called in flow.called.values():
        if found := question_of(called, slot):
            return found
    return None


def questions_of(flow: Flow, slots: Sequence[str]) -> tuple[Question, ...]:
    """The questions of these slots, unknown ones left out."""
    found = (question_of(flow, slot) for slot in slots)
    return tuple(question for question in found if question is not None)

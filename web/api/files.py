"""Files as answers over JSON: send the file, then answer with what comes back."""

from __future__ import annotations

from flask import Response, jsonify, request

from bot.errors import BadAnswer
from bot.model import Json, Question
from bot.questions import TYPES
from store.types import now
from web import conversations, uploads
from web.api import blueprint
from web.api.problems import Problem
from web.conversations import Reply
from web.limits import limit_visitors
from web.visitor.forms import question_of


@blueprint.post("/conversations/<token>/files")
@limit_visitors
def send_file(token: str) -> Response:
    """Keep a file for the question asked now (whoever holds the id)."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Problem(
            422, "No file", "Send the file as multipart/form-data, in a part called `file`."
        )
    reply = conversations.current(token)
    question = _asked(reply, request.form.get("slot", ""))
    fields = uploads.described(sent)
    described: dict[str, Json] = {**fields, "size": int(fields["size"])}
    try:
        TYPES["file"].accept(
            question, described, language=reply.view.language, today=now().date().isoformat()
        )
    except BadAnswer as error:
        raise Problem(422, "File refused", error.message, slot=question.slot) from error
    uploads.keep(sent, fields, flow=reply.flow.name, slot=question.slot, token=token)
    response = jsonify(described)
    response.status_code = 201
    return response


def _asked(reply: Reply, slot: str) -> Question:
    """The file question that stands open; the one named where several do."""
    screen = reply.view.screen
    open_now = [one.slot for one in screen.questions if one.type == "file"] if screen else []
    if not open_now:
        raise Problem(409, "No file asked", "No question of this turn takes a file.")
    if slot and slot not in open_now:
        raise Problem(
            422,
            "Other question",
            f"`slot` may be {' or '.join(open_now)} at this turn, not {slot}.",
        )
    question = question_of(reply.flow, slot or open_now[0])
    assert question is not None
    return question

"""Questions that the chat could not answer, for a person to answer: the room and a lead's own."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from store.conversations import Conversation
from store.database import db
from store.leads import Lead
from store.open_questions import OpenQuestion
from store.types import now
from store.users import User
from store.writing import writing
from web.studio import blueprint
from web.studio.flows import flow_titles
from web.studio.lead_story import lead_name
from web.studio.sessions import signed_in

PAGE = 50


@blueprint.get("/questions")
def questions() -> str:
    """Open or answered questions, newest first, of one flow if wanted (signed in)."""
    show = "answered" if request.args.get("show") == "answered" else "open"
    flow = request.args.get("flow") or None
    wanted = _wanted(show == "answered", flow)
    before = request.args.get("before", type=int)
    if before is not None and before < 2**63:
        wanted = wanted.where(OpenQuestion.id < before)
    rows = [_shown(*row) for row in db.session.execute(wanted.limit(PAGE + 1))]
    after = None
    if len(rows) > PAGE:
        place = {"show": show, "flow": flow, "before": rows[PAGE - 1]["id"]}
        after = url_for("studio.questions", **place)
    return render_template(
        "studio/questions.html",
        show=show,
        flow=flow,
        flows=_flows_asked(),
        questions=rows[:PAGE],
        after_url=after,
    )


@blueprint.post("/questions/<int:id>/answered")
def question_answered(id: int) -> ResponseReturnValue:
    """Note that a question was answered, by whoever says so (sales, admin)."""
    with writing() as rows:
        found = rows.get(OpenQuestion, id) if id < 2**63 else None
        question = found or abort(404)
        if question.answered_at is None:
            question.answered_at, question.answered_by = now(), signed_in().id
    flash("Marked as answered.", "good")
    lead_id = request.form.get("lead", type=int)
    if lead_id is not None:
        return redirect(url_for("studio.lead", id=lead_id, _anchor="questions"), 303)
    return redirect(url_for("studio.questions"), 303)


def questions_of(lead_id: int) -> list[dict[str, Any]]:
    """A lead's questions, those still open first."""
    theirs = (
        _all()
        .where(Conversation.lead_id == lead_id)
        .order_by(OpenQuestion.answered_at.is_not(None), OpenQuestion.id.desc())
    )
    return [_shown(*row) for row in db.session.execute(theirs)]


def _all() -> Select[OpenQuestion, Lead, str]:
    return (
        select(OpenQuestion, Lead, User.name)
        .join(Conversation, Conversation.id == OpenQuestion.conversation_id)
        .outerjoin(Lead, Lead.id == Conversation.lead_id)
        .outerjoin(User, User.id == OpenQuestion.answered_by)
    )


def _wanted(answered: bool, flow: str | None) -> Select[OpenQuestion, Lead, str]:
    done = OpenQuestion.answered_at
    wanted = _all().where(done.is_not(None) if answered else done.is_(None))
    if flow is not None:
        wanted = wanted.where(OpenQuestion.flow == flow)
    return wanted.order_by(OpenQuestion.id.desc())


def _flows_asked() -> list[tuple[str, str]]:
    """Names and titles of the flows in which something was asked."""
    titles = flow_titles()
    names = db.session.scalars(select(OpenQuestion.flow).distinct().order_by(OpenQuestion.flow))
    return [(name, titles.get(name, name)) for name in names]


def _shown(question: OpenQuestion, lead: Lead | None, answered_by: str | None) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "language": question.language,
        "flow": flow_titles().get(question.flow, question.flow),
        "at": question.asked_at,
        "answered_at": question.answered_at,
        "answered_by": answered_by,
        "lead": {"id": lead.id, "name": lead_name(lead), "email": lead.email} if lead else None,
    }

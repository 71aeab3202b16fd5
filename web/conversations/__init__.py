"""The turn's path: what pages, API and channels call to play conversations. No HTTP inside.

reply = preview("roi", Visit(language="pl"))                 # nothing is kept
reply = answer(reply.token, 1, value=3, flow_name="roi", visit=visit)   # kept from here on
reply = back(reply.token, reply.turn)
"""

from web.conversations.flow_book import record_published
from web.conversations.play import (
    MISSING,
    answer,
    ask_person,
    back,
    begin,
    current,
    edit,
    leave_person,
    preview,
)
from web.conversations.visit import Reply, Visit, new_token

__all__ = [
    "MISSING",
    "Reply",
    "Visit",
    "answer",
    "ask_person",
    "back",
    "begin",
    "current",
    "edit",
    "leave_person",
    "new_token",
    "preview",
    "record_published",
]

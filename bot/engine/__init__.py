"""The conversation engine: a flow and an event make the next state and what follows from it.

The law of this package: a session is a log of answers; all else is found again by walking the flow
along it. So going back and changing an answer are changes of the log, and nothing can drift apart.
"""

from bot.engine.expecting import run_expectation
from bot.engine.opening import first_sentence
from bot.engine.recommending import recommend
from bot.engine.reopening import asked_again
from bot.engine.turns import advance, points_of, view

__all__ = [
    "advance",
    "asked_again",
    "first_sentence",
    "points_of",
    "recommend",
    "run_expectation",
    "view",
]

"""The command: JSON Lines in, JSON Lines out, in order."""

import io
import json

from bot.understanding.command import run


def answers(*lines: object) -> tuple[int, list[dict]]:
    typed = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    out = io.StringIO()
    status = run(io.StringIO(typed), out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_is_answered_in_order() -> None:
    status, out = answers(
        {"id": 1, "type": "money", "text": "5k a month", "language": "en", "currency": "EUR"},
        {"id": "b", "type": "timeframe", "text": "jutro", "language": "pl", "today": "2026-03-10"},
        {
            "id": 3,
            "type": "choice",
            "text": "the second one",
            "language": "en",
            "options": [{"value": "a", "label": "One"}, {"value": "b", "label": "Two"}],
        },
    )
    assert status == 0
    assert out == [
        {
            "id": 1,
            "outcome": "answer",
            "value": {"low": 5000, "high": 5000, "currency": "EUR", "period": "month"},
        },
        {"id": "b", "outcome": "answer", "value": {"from": "2026-03-11", "to": "2026-03-11"}},
        {"id": 3, "outcome": "answer", "value": "b"},
    ]


def test_moves_that_the_format_does_not_know_are_told_by_those_it_does() -> None:
    _, out = answers(
        {"id": 1, "type": "money", "text": "skip", "language": "en"},
        {"id": 2, "type": "money", "text": "go back", "language": "en"},
    )
    assert [line["outcome"] for line in out] == ["refused", "unclear"]


def test_a_line_that_is_no_request_is_answered_with_what_is_wrong() -> None:
    status, out = answers(
        "{broken",
        {"id": 7, "type": "horoscope", "text": "x", "language": "en"},
        {"id": 8, "type": "boolean", "text": "yes", "language": "en"},
    )
    assert status == 1
    assert [line["outcome"] for line in out] == ["unclear", "unclear", "answer"]
    assert "horoscope" in out[1]["error"]

"""The list as CSV: same filters, streamed, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import tracemalloc
from types import SimpleNamespace

import pytest

from store.leads import AXES
from store.tables import TABLES
from store.types import now
from web.studio.leads_csv import csv_pieces, harmless


def _rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))


def test_it_holds_the_leads_of_the_filters(studio):
    studio.lead(first_name="Łucja", stage="SQL", score=60.5, axis_need=25.0)
    studio.lead(first_name="Ece", stage="MQL", score=30.0)
    answer = studio.signed_in("sales").get("/studio/leads.csv?stage=SQL")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    (row,) = _rows(answer)
    assert row["first_name"] == "Łucja"
    assert (row["score"], row["need"], row["budget"]) == ("60.5", "25", "")


def test_the_mark_for_excel_is_sent_when_asked(studio):
    reader = studio.signed_in("sales")
    assert reader.get("/studio/leads.csv?bom=1").data.startswith(b"\xef\xbb\xbfid,")
    assert reader.get("/studio/leads.csv").data.startswith(b"id,")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_nothing_a_visitor_wrote_runs_as_a_formula(studio, start):
    studio.lead(first_name=f'{start}HYPERLINK("http://evil.example")', company=f"{start}1+1")
    (row,) = _rows(studio.signed_in("sales").get("/studio/leads.csv"))
    assert row["first_name"].startswith(f"'{start}")
    assert row["company"] == f"'{start}1+1"


def test_cells_keep_commas_quotes_and_line_breaks(studio):
    studio.lead(first_name='Ada, "the\nfirst"')
    (row,) = _rows(studio.signed_in("sales").get("/studio/leads.csv"))
    assert row["first_name"] == 'Ada, "the\nfirst"'


def test_strangers_get_nothing(studio):
    studio.lead(first_name="Secret")
    answer = studio.stranger().get("/studio/leads.csv")
    assert answer.status_code == 303
    assert "Secret" not in answer.text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""), (0.0, "0"), (-5.0, "-5"), (12.25, "12.25"), (1234567.891, "1234567.891"),
        (True, "yes"), (False, "no"), ("+48 601", "'+48 601"), ("plain", "plain"),
    ],
)  # fmt: skip
def test_cells(value, cell):
    assert harmless(value) == cell


def test_memory_does_not_grow_with_the_leads():
    blank = dict.fromkeys(TABLES["leads"].c.keys())
    lead = {**blank, "id": 1, "first_name": "Ada" * 20, "email": "ada@acme.example" * 4}
    row = SimpleNamespace(**{**lead, "created_at": now(), "other_axes": None, "score": 5.0})

    def greatest(count: int) -> int:
        tracemalloc.start()
        for piece in csv_pieces((row for _ in range(count)), list(AXES)):
            assert piece
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert greatest(20_000) < greatest(2_000) * 1.5

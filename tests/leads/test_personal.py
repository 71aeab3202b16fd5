"""No table that holds something about a person is forgotten: not erased, exported and merged."""

from __future__ import annotations

import pytest

from leads.erase import KEPT_OF_CONVERSATIONS, KEPT_OF_LEADS, emptied
from leads.personal import HOLDINGS, holds_people, lead_columns
from store.tables import TABLES


def test_every_table_about_people_says_what_becomes_of_it() -> None:
    about_people = {name for name, table in TABLES.items() if holds_people(table)}
    missing = about_people - set(HOLDINGS)
    assert not missing, f"add to HOLDINGS in leads/personal.py: {sorted(missing)}"
    assert set(HOLDINGS) <= about_people


@pytest.mark.parametrize(
    ("name", "kept"), [("leads", KEPT_OF_LEADS), ("conversations", KEPT_OF_CONVERSATIONS)]
)
def test_every_column_of_a_row_that_stays_is_emptied_or_says_nothing(
    name: str, kept: frozenset[str]
) -> None:
    columns = {column.name for column in TABLES[name].c}
    own_way = {"token", "state", "turn"} & columns
    assert kept <= columns
    assert columns - kept - set(emptied(TABLES[name], kept)) == own_way


def test_rows_that_move_when_leads_are_merged_are_not_known_by_their_lead() -> None:
    for name, holding in HOLDINGS.items():
        keys = {column.name for column in TABLES[name].primary_key}
        if holding.merge == "move":
            assert keys.isdisjoint(lead_columns(TABLES[name])), name
            assert lead_columns(TABLES[name]), name

"""The promised accuracy, on the answers we tuned on and on those we did not."""

import pytest

from bot.understanding import Reading, Request, understand
from tests.understanding.scoring import (
    KEPT_OUT,
    OVERALL,
    THRESHOLDS,
    WRONG_OPTION,
    WRONG_POLARITY,
    Score,
    measure,
    rows,
)

ENOUGH = {"en": 100, "tr": 100, "pl": 100, "de": 50, "es": 50, "fr": 50}
HALVES = ("development", "held_out")
SLOTS = [(slot, language) for slot, shares in THRESHOLDS.items() for language in shares]


@pytest.fixture(scope="module", params=HALVES)
def score(request: pytest.FixtureRequest) -> Score:
    return measure(request.param)


@pytest.mark.parametrize(("slot", "language"), SLOTS)
def test_a_slot_is_read_as_often_as_promised(score: Score, slot: str, language: str) -> None:
    tally = score.slots[slot, language]
    assert tally.share >= THRESHOLDS[slot][language], [row["text"] for row, _ in tally.wrong]


@pytest.mark.parametrize("slot", OVERALL)
def test_a_contact_is_read_as_often_as_promised(score: Score, slot: str) -> None:
    assert score.overall(slot) >= OVERALL[slot]


def test_no_answer_is_seldom_taken_for_a_value(score: Score) -> None:
    assert score.kept_out.share >= KEPT_OUT


def test_yes_and_no_are_hardly_ever_swapped(score: Score) -> None:
    assert 1 - score.polarity.share <= WRONG_POLARITY


def test_a_wrong_option_is_seldom_picked(score: Score) -> None:
    assert 1 - score.options.share <= WRONG_OPTION


@pytest.mark.parametrize(("slot", "language"), SLOTS)
def test_there_are_enough_labelled_answers(slot: str, language: str) -> None:
    count = sum(
        1
        for half in HALVES
        for row in rows(half)
        if (row["type"], row["language"]) == (slot, language)
    )
    assert count >= ENOUGH[language]


def test_no_answer_stands_in_both_halves() -> None:
    seen, others = (
        {(row["type"], row["language"], row["text"], str(row.get("options"))) for row in rows(half)}
        for half in HALVES
    )
    assert not seen & others


SOUND_DOMAINS = """
gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.com.tr hotmail.com
hotmail.fr hotmail.co.uk hotmail.com.tr hotmail.es outlook.com outlook.de outlook.com.tr
outlook.fr icloud.com me.com mac.com live.com live.nl msn.com mail.com email.com ymail.com
gmx.com gmx.de gmx.net web.de t-online.de wp.pl o2.pl onet.pl op.pl interia.pl tlen.pl vp.pl
orange.fr free.fr laposte.net sfr.fr wanadoo.fr proton.me protonmail.com protonmail.ch
yandex.com yandex.ru yandex.com.tr mynet.com terra.es telefonica.net aol.com zoho.com
fastmail.com hey.com acme.com acme.co acme.io acme.cm.uk hotmart.com outbrain.com yahoodi.com
cloud.com mailbox.org posteo.de example.org firma.com.tr uni.edu gov.pl bbc.co.uk
sub.domain.example.com startup.ai shop.store tu-berlin.de
""".split()


def test_a_sound_address_is_hardly_ever_suspected_of_a_typo() -> None:
    readings = {
        domain: understand(Request("email", f"ann.lee@{domain}")) for domain in SOUND_DOMAINS
    }
    suspected = [
        domain
        for domain, reading in readings.items()
        if reading != Reading("answer", f"ann.lee@{domain}")
    ]
    assert len(suspected) <= 0.02 * len(SOUND_DOMAINS), suspected

"""The brand's accent is readable whatever the brand chose."""

from __future__ import annotations

import pytest

from web.visitor.accent import (
    DARK_SURFACE,
    LIGHT_SURFACE,
    TINT,
    accents,
    contrast,
    mixed,
    parse_colour,
)

BRANDS = ("#0b7285", "#ffe600", "#ffffff", "#000000", "#e03131", "#7f7f7f", "#00ff00", "#ff00ff")


@pytest.mark.parametrize("brand", BRANDS)
def test_accents_reach_the_contrast_of_their_use(brand: str) -> None:
    for accent, surface in zip(accents(brand), (LIGHT_SURFACE, DARK_SURFACE), strict=True):
        assert contrast(accent.on_fill, accent.fill) >= 4.5
        assert contrast(accent.text, surface) >= 4.5
        assert contrast(accent.line, surface) >= 3
        base, share = TINT[surface == LIGHT_SURFACE]
        assert contrast(accent.text, mixed(accent.line, base, share)) >= 4.5


def test_a_readable_accent_stays_as_the_brand_gave_it() -> None:
    light, _ = accents("#0b7285")
    assert (light.fill, light.text, light.on_fill) == ("#0b7285", "#0b7285", "#ffffff")


def test_yellow_is_filled_as_given_and_darkened_as_text() -> None:
    light, _ = accents("#ffe600")
    assert light.fill == "#ffe600"
    assert light.on_fill == "#0b0d12"
    assert light.text != "#ffe600"


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("odd", ["red;}body{", "#12", "url(x)", "", None])
def test_what_is_no_colour_is_none(odd: str | None) -> None:
    assert parse_colour(odd) is None
    assert accents(odd) == accents(None)

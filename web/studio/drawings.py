"""Small SVG drawings of which a page has many: written here, kept, and put into templates."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from web.studio.lead_score import AxisShown
from web.studio.wording import axes_words, points

#: Width of a column with its gap, and its height.
STEP, HEIGHT = 11, 22
#: Height of the dashed box of an unknown axis, and the least a known one shows.
OPEN, LEAST = 6.0, 1.5


def glyph(axes: Iterable[AxisShown]) -> Markup:
    """One column an axis: full height is the cap; a dashed box at the foot is unknown."""
    return _glyph(tuple(axes))


@lru_cache(maxsize=4096)
def _glyph(axes: tuple[AxisShown, ...]) -> Markup:
    slots, levels, opens = [], [], []
    for place, axis in enumerate(axes):
        x = place * STEP
        if axis.points is None:
            opens.append(f"M{x + 1.5} {HEIGHT - OPEN - 0.5:g}h7v{OPEN:g}h-7z")
            continue
        level = max(round(HEIGHT * axis.share, 1), LEAST)
        slots.append(f"M{x + 1} 0h8v{HEIGHT}h-8z")
        levels.append(f"M{x + 1} {HEIGHT - level:g}h8v{level:g}h-8z")
    drawn = (("slot", slots), ("level", levels), ("open", opens))
    paths = "".join(f'<path class="{name}" d="{"".join(d)}"/>' for name, d in drawn if d)
    return Markup(  # noqa: S704 - numbers of ours, and the label escaped
        f'<svg class="glyph" viewBox="0 0 {len(axes) * STEP} {HEIGHT}" role="img" '
        f'aria-label="{escape(axes_words(axes))}">{paths}</svg>'
    )


@lru_cache(maxsize=4096)
def ring(score: float, most: float, tone: str, large: bool = False) -> Markup:
    """The score in a ring that closes at the greatest score lead.yml allows."""
    share = min(max(score / most, 0.0), 1.0) if most > 0 else 0.0
    arc = (
        '<circle class="arc" cx="18" cy="18" r="15.5" pathLength="100" '
        f'stroke-dasharray="{100 * share:.1f} 100" transform="rotate(-90 18 18)"/>'
    )
    size = " ring--large" if large else ""
    shown = points(score)
    small = ' class="long"' if len(shown) > 3 else ""  # such as a company's 110.4
    return Markup(  # noqa: S704 - numbers and tones of ours
        f'<svg class="ring ring--{escape(tone)}{size}" viewBox="0 0 36 36" role="img" '
        f'aria-label="Score {points(score)} of {points(most)}"><circle cx="18" cy="18" r="15.5"/>'
        f'{arc if share > 0 else ""}<text{small} x="18" y="18.4" aria-hidden="true">{shown}</text>'
        "</svg>"
    )

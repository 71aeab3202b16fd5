"""A brand's accent colour made readable: contrast is computed as WCAG does and mended by scheme.

The accent is filled with as the brand gave it; what stands on it is black or white, whichever
reads. Where the accent is itself text, a line or a focus ring it is darkened or lightened, keeping
its hue (in OKLCH), until it has the contrast that use needs.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

Rgb = tuple[float, float, float]  # sRGB, each 0 to 1

DEFAULT_ACCENT = "#3d55d6"

#: The least contrast of text (WCAG 1.4.3) and of lines that tell a control apart (1.4.11).
TEXT, LINE = 4.5, 3.0

#: The darkest surface of the light scheme and the lightest of the dark one: what accents stand on.
LIGHT_SURFACE, DARK_SURFACE = "#eef0f4", "#22262e"

#: What visitor.css tints with the line's colour: the surface, and the colour's share of the mix;
#: True is the light scheme.
TINT = {True: ("#ffffff", 0.09), False: ("#171a21", 0.2)}

_SHORT = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])", re.IGNORECASE)
_LONG = re.compile(r"#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Accent:
    """The accent in one scheme, as `#rrggbb`."""

    fill: str
    on_fill: str
    text: str
    line: str

    @property
    def variables(self) -> Markup:
        """A CSS block with the colours by the names that visitor.css uses."""
        return Markup("{{--accent:{};--on-accent:{};--accent-text:{};--accent-line:{}}}").format(
            self.fill, self.on_fill, self.text, self.line
        )


def parse_colour(colour: str | None) -> str | None:
    """`#abc`, `abc` or `#aabbcc` as `#aabbcc` in small letters; None for anything else."""
    if not colour:
        return None
    if match := _LONG.fullmatch(colour.strip()):
        return f"#{''.join(match.groups())}".lower()
    if match := _SHORT.fullmatch(colour.strip()):
        return f"#{''.join(digit * 2 for digit in match.groups())}".lower()
    return None


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two `#rrggbb` colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=256)
def accents(colour: str | None) -> tuple[Accent, Accent]:
    """The accent for the light and the dark scheme; a missing or odd colour is the house's own."""
    fill = parse_colour(colour) or DEFAULT_ACCENT
    return _accent(fill, LIGHT_SURFACE, darken=True), _accent(fill, DARK_SURFACE, darken=False)


def _accent(colour: str, surface: str, *, darken: bool) -> Accent:
    # A fill that melts into the surface is no button: it is moved just enough to be seen.
    fill = _mended(colour, "#ffffff" if darken else surface, 1.2, darken=darken)
    line = _mended(colour, surface, LINE, darken=darken)
    text = _mended(colour, surface, TEXT, darken=darken)
    base, share = TINT[darken]
    on_fill = "#ffffff" if contrast("#ffffff", fill) >= TEXT else "#0b0d12"
    return Accent(
        fill=fill,
        on_fill=on_fill,
        text=_mended(text, mixed(line, base, share), TEXT, darken=darken),
        line=line,
    )


def _mended(colour: str, surface: str, least: float, *, darken: bool) -> str:
    """`colour`, made darker or lighter in the smallest steps that reach the contrast."""
    lightness, chroma, hue = _to_oklch(colour)
    mended = colour
    while contrast(mended, surface) < least:
        lightness += -0.01 if darken else 0.01
        if not 0 < lightness < 1:
            return "#000000" if darken else "#ffffff"
        mended = _from_oklch(lightness, chroma, hue)
    return mended


def mixed(colour: str, base: str, share: float) -> str:
    """`share` of the colour in the base, as CSS mixes in sRGB."""
    pairs = zip(_channels(colour), _channels(base), strict=True)
    return "#" + "".join(f"{round((a * share + b * (1 - share)) * 255):02x}" for a, b in pairs)


def _channels(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_oklch(colour: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, hue in radians (Björn Ottosson's OKLab)."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> str:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_gamma(channel) * 255):02x}" for channel in linear)

"""The accent against the page: WCAG's contrast."""

from __future__ import annotations

from bot.flowfile.compiling import Compiled

#: WCAG 2.2 AA for text of normal size.
_ENOUGH = 4.5


def check_accent(compiled: Compiled) -> None:
    """A warning for an accent too pale to be read on white."""
    accent = compiled.keys.brand.accent
    if accent is None:
        return
    ratio = contrast(accent, "#ffffff")
    if ratio < _ENOUGH:
        compiled.draft.warning(
            ("brand", "accent"),
            f"its contrast to white is {ratio:.1f}, below {_ENOUGH}; take a darker one "
            "(it is darkened where it carries words)",
        )


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

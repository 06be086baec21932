"""Whether a colour can be read on white (WCAG 2.2, contrast ratio)."""

READABLE = 4.5
"""The contrast that level AA asks of text."""


def contrast_on_white(colour: str) -> float:
    """The contrast of "#1d3c6e" on white: 1 (white itself) to 21 (black)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)

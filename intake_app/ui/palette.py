"""The colours of the program: one table of tokens, three looks (screens, "Look").

Tokens reach widgets as roles of Qt's own palette, so that a widget that paints
itself asks `color(self, ...)` and is right in every look, also after a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

Role = QPalette.ColorRole


class Token(Enum):
    """What a colour is for; the value is the role of Qt's palette that carries it."""

    GROUND = Role.Window
    PANEL = Role.Base
    HAIRLINE = Role.Midlight
    EDGE = Role.Mid
    INK = Role.WindowText
    SOFT_INK = Role.PlaceholderText
    ACCENT = Role.Highlight
    ON_ACCENT = Role.HighlightedText
    TINT = Role.AlternateBase
    CAUTION = Role.ToolTipText
    CAUTION_GROUND = Role.ToolTipBase
    DANGER = Role.BrightText


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One look: a colour for each token, as ``#RRGGBB``.

    Attributes:
        hairline: Lines that only part things; may be faint.
        edge: Lines that show where a control is: at least 3:1 on ground and panel.
        soft_ink: Text of second rank: at least 7:1, like `ink`.
        tint: The ground of what is selected; never the only sign of it.
        caution: Words of caution; they stand on `ground`, `panel` and `tint`, too.
        danger: True danger and nothing else.
    """

    ground: str
    panel: str
    hairline: str
    edge: str
    ink: str
    soft_ink: str
    accent: str
    on_accent: str
    tint: str
    caution: str
    caution_ground: str
    danger: str

    def of(self, token: Token) -> str:
        """Return the colour of `token`."""
        return str(getattr(self, token.name.lower()))


LIGHT: Final = Palette(
    ground="#F7F5F0",
    panel="#FFFFFF",
    hairline="#DDD8CE",
    edge="#857F74",
    ink="#22302F",
    soft_ink="#465150",
    accent="#1F524E",
    on_accent="#FFFFFF",
    tint="#E3EEEC",
    caution="#69430A",
    caution_ground="#FBF1DE",
    danger="#8A1C14",
)

DARK: Final = Palette(
    ground="#171C1C",
    panel="#1F2626",
    hairline="#34403F",
    edge="#748583",
    ink="#EDEFEA",
    soft_ink="#A9B5B2",
    accent="#7FC4BB",
    on_accent="#10201E",
    tint="#24393A",
    caution="#E9BE74",
    caution_ground="#3A2F1B",
    danger="#FFB3A9",
)

HIGH_CONTRAST: Final = Palette(
    ground="#000000",
    panel="#000000",
    hairline="#FFFFFF",
    edge="#FFFFFF",
    ink="#FFFFFF",
    soft_ink="#FFFFFF",
    accent="#FFE14D",
    on_accent="#000000",
    tint="#1A1A00",
    caution="#FFE14D",
    caution_ground="#000000",
    danger="#FFB3A9",
)


def qt_palette(look: Palette) -> QPalette:
    """Return Qt's palette for `look`, with every role that Fusion draws from set."""
    palette = QPalette()
    for token in Token:
        palette.setColor(token.value, QColor(look.of(token)))
    for role, color in {
        Role.Text: look.ink,
        Role.ButtonText: look.ink,
        Role.Button: look.panel,
        Role.Light: look.panel,
        Role.Dark: look.edge,
        Role.Shadow: look.edge,
        Role.Link: look.accent,
        Role.LinkVisited: look.accent,
        Role.Accent: look.accent,
    }.items():
        palette.setColor(role, QColor(color))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.edge))
    return palette


def color(widget: QWidget, token: Token) -> QColor:
    """Return the colour of `token` in the look that `widget` is shown in."""
    return widget.palette().color(token.value)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(name: str) -> float:
    red, green, blue = (int(name[i : i + 2], 16) / 255 for i in (1, 3, 5))
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in (red, green, blue)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

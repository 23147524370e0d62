"""How everything looks: palette, font and one style sheet, applied in one call.

Widgets of the program paint themselves from the palette; the style sheet only
dresses Qt's own text fields, menus, lists and scroll bars. It sets no fonts:
those belong to `typography`, and a font in a style sheet would override them.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleFactory

from intake_app.ui.palette import LIGHT, Palette, Token, qt_palette
from intake_app.ui.typography import base_font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

SPACE_XS: Final = 4
SPACE_S: Final = 8
SPACE_M: Final = 12
SPACE_L: Final = 20
SPACE_XL: Final = 32
RADIUS: Final = 8
CARD_RADIUS: Final = 10
HIT: Final = 42
"""Height of a control; the smallest that a finger or a shaking hand may need is 40."""
COVER_HEIGHT: Final = 48
CONTENT_WIDTH: Final = 962
"""How wide a column of text gets on a wide screen, at scale 1."""

_SHEET: Final = Template("""
QLineEdit, QPlainTextEdit, QListWidget {
  background: $panel; color: $ink; border: 1px solid $edge; border-radius: 8px;
  placeholder-text-color: $soft_ink; padding: 7px 11px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit { min-height: 24px; }
QLineEdit:focus, QPlainTextEdit:focus, QListWidget:focus {
  border: 2px solid $accent; padding: 6px 10px;
}
QLineEdit:disabled, QPlainTextEdit:disabled {
  background: $ground; color: $soft_ink; border-style: dashed;
}
QListWidget { outline: none; }
QListWidget::item { min-height: 40px; padding: 0 8px; border-radius: 6px; color: $ink; }
QListWidget::item:selected { background: $tint; color: $ink; border: 2px solid $accent; }
QMenu { background: $panel; border: 1px solid $edge; padding: 4px; menu-scrollable: 1; }
QMenu::item { min-height: 40px; padding: 4px 28px 4px 28px; border-radius: 6px; color: $ink; }
QMenu::item:selected { background: $tint; border: 2px solid $accent; padding: 2px 26px 2px 26px; }
QMenu::indicator { width: 16px; height: 16px; margin: 0 6px; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar::handle:vertical {
  background: $edge; min-height: 40px; border-radius: 4px; margin: 2px 3px;
}
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle:horizontal {
  background: $edge; min-width: 40px; border-radius: 4px; margin: 3px 2px;
}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; border: none; width: 0; height: 0;
}
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a worker can choose about the looks.

    Attributes:
        palette: LIGHT, DARK or HIGH_CONTRAST.
        scale: Size of text, 1 to 2; everything follows and scrolls, nothing is cut.
    """

    palette: Palette = LIGHT
    scale: float = 1.0


def apply_look(app: QApplication, look: Look) -> None:
    """Show every window in `look` from now on; the fonts must have been loaded."""
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(qt_palette(look.palette))
    app.setFont(base_font(look.scale))
    app.setStyleSheet("")  # text fields keep their earlier font under a standing sheet
    app.setStyleSheet(stylesheet(look.palette))


def stylesheet(palette: Palette) -> str:
    """Return the style sheet of Qt's own controls in `palette`."""
    return _SHEET.substitute({t.name.lower(): palette.of(t) for t in Token})


def set_margins(  # noqa: PLR0913 - four sides
    layout: QLayout,
    direction: Qt.LayoutDirection,
    *,
    leading: int = 0,
    top: int = 0,
    trailing: int = 0,
    bottom: int = 0,
) -> None:
    """Set a layout's margins by leading and trailing; Qt itself mirrors none.

    To be called again when the direction changes.
    """
    sides = (leading, trailing)
    left, right = sides if direction == Qt.LayoutDirection.LeftToRight else sides[::-1]
    layout.setContentsMargins(left, top, right, bottom)


def bare(layout: QLayout, spacing: int = 0) -> None:
    """Take the margins off a layout and set its spacing."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)

import pytest
from PySide6.QtCore import Qt

from intake_app.ui.style import SPACE_XL
from intake_app.ui.widgets.bars import FooterBar


@pytest.fixture
def footer(language, shown):
    widget = FooterBar(language)
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return shown(widget, 1366, 60)


def test_back_stands_well_away_from_cover_where_both_are_at_the_right(footer):
    gap = footer.cover_button.geometry().left() - footer.back_button.geometry().right()

    assert gap > 2 * SPACE_XL
    assert footer.cover_button.geometry().right() > footer.width() - SPACE_XL


def test_a_narrow_footer_keeps_every_way_on_whole(footer):
    footer.resize(700, 60)

    for button in (footer.back_button, footer.forward_button, footer.cover_button):
        assert footer.rect().contains(button.geometry())

import pytest
from PySide6.QtWidgets import QLabel

from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.footed import FootedPage


@pytest.fixture
def page(language, shown):
    widget = FootedPage(QLabel("under it"))
    for number in range(12):
        button = Button(parent=widget)
        button.set_words(str(number))
        widget.column.addWidget(button)
    return shown(widget, 300, 400)


def test_the_foot_is_in_sight_however_much_stands_above(page):
    foot = next(label for label in page.findChildren(QLabel) if label.text() == "under it")

    assert foot.visibleRegion().boundingRect() == foot.rect()


def test_the_foot_scrolls_with_the_rest_where_the_window_is_low(page):
    foot = next(label for label in page.findChildren(QLabel) if label.text() == "under it")

    page.resize(300, 200)

    assert page._page.isAncestorOf(foot)

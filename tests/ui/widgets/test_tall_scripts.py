"""Scripts whose fonts ask for very high lines: set as close as their letters allow, none cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from intake_app.domain.form import FormText
from intake_app.i18n.languages import language
from intake_app.ui.palette import LIGHT
from intake_app.ui.style import Look
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.choice_row import ChoiceRow
from intake_app.ui.widgets.text import Text

TALL = {
    "ar": "لِلشَّرْطَةِ يُؤَجِّجُ حَجٌّ إِلٰى ﷲ",
    "my": "မြန်မာ ကျွန်ုပ် ကြွက်ကြီး ဦးဋ္ဌာန် သင်္ဃာ့",
}
"""Letters with as much above and below them as there can be."""


@pytest.fixture(autouse=True)
def usual(look):
    """Show everything as it is at first."""
    look(Look())


def ink(widget):
    """Return how many pixels are drawn on, with all the room there is around the widget."""
    width, height = widget.width(), widget.height()
    image = QImage(width, 3 * height, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.ground))
    painter = QPainter(image)
    widget.render(painter, QPoint(0, height), renderFlags=widget.RenderFlag(0))
    painter.end()
    ground = QColor(LIGHT.ground).rgb()
    return sum(image.pixel(x, y) != ground for x in range(width) for y in range(3 * height))


@pytest.mark.parametrize("tag", TALL)
@pytest.mark.parametrize("lines", [1, 2])
def test_nothing_of_the_tallest_letters_is_cut(qtbot, tag, lines):
    text = Text(TextSize.CHOICE)
    qtbot.addWidget(text)
    text.say("\n".join([TALL[tag]] * lines), language(tag))
    text.resize(text.sizeHint().width() + 40, text.sizeHint().height())
    tight = ink(text)
    text.resize(text.width(), text.height() + 60)
    wide = ink(text)

    assert tight == wide


@pytest.mark.parametrize("tag", TALL)
def test_a_choice_in_a_tall_script_stands_as_high_as_in_any(qtbot, tag):
    heights = {}
    for each, words in ((tag, TALL[tag]), ("en", "Someone else has them")):
        row = ChoiceRow()
        qtbot.addWidget(row)
        row.show_labels([FormText(asked=each, language=each, text=words)], "1")
        heights[each] = row.layout().heightForWidth(900)

    assert heights[tag] == heights["en"]


@pytest.mark.parametrize("tag", TALL)
def test_a_word_in_a_tall_script_stands_in_the_middle_of_its_room(qtbot, tag):
    text = Text(TextSize.CHOICE)
    qtbot.addWidget(text)
    text.say("الحرية" if tag == "ar" else "မြန်မာ", language(tag))
    text.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    text.resize(200, 60)
    picture = text.grab().toImage()
    ground = picture.pixel(0, 0)
    rows = [
        y
        for y in range(picture.height())
        if any(picture.pixel(x, y) != ground for x in range(picture.width()))
    ]

    assert abs((rows[0] + rows[-1]) / 2 - 30) <= 4

"""Telephone numbers: on one line and in their order, whatever is written around them."""

from __future__ import annotations

from PySide6.QtGui import QTextOption

from intake_app.i18n.direction import isolated, unbroken
from intake_app.i18n.languages import language
from intake_app.ui.style import Look
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets import paint
from intake_app.ui.widgets.text import Text

NUMBER = "+351 210 555 060"


def said(qtbot, *parts):
    text = Text(TextSize.CHOICE)
    qtbot.addWidget(text)
    text.say(" \u00b7 ".join(parts), language("ar"))
    return text


def test_a_number_goes_to_the_next_line_as_a_whole(qtbot, look):
    look(Look())
    text = said(qtbot, isolated("Small Boats (invented)"), unbroken(NUMBER))
    shown = text.text()
    narrow = text.sizeHint().width() - 20
    lines, _ = paint._laid_out(shown, text._font, narrow, QTextOption())
    second = lines.lineAt(1)

    assert lines.lineCount() == 2
    assert shown[second.textStart() :].strip("\u2068\u2069").replace("\u00a0", " ") == NUMBER


def test_it_is_heard_and_found_with_plain_blanks(qtbot, look):
    look(Look())

    assert said(qtbot, unbroken(NUMBER)).said() == NUMBER

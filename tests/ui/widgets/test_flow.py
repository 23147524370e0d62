from PySide6.QtWidgets import QWidget

from intake_app.i18n.languages import language as language_of
from intake_app.ui.style import Look
from intake_app.ui.widgets.buttons import Button, Kind, Seat
from intake_app.ui.widgets.flow import FlowLayout


def test_buttons_side_by_side_are_equally_high_whatever_their_script(language, shown, look):
    look(Look(scale=2.0))  # where their letters need more than the least height
    row = QWidget()
    layout = FlowLayout(row)
    buttons = [Button(Kind.SEGMENT, row) for _ in ("en", "ar", "ti")]
    for button, tag in zip(buttons, ("en", "ar", "ti"), strict=True):
        button.set_words(language_of(tag).autonym, language_of(tag))
        layout.addWidget(Seat(button, row))

    shown(row, 900, 120)

    assert len({button.sizeHint().height() for button in buttons}) > 1
    assert len({button.height() for button in buttons}) == 1

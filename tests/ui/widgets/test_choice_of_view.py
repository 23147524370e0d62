"""A choice of what is in sight does not look like the one thing to do next."""

from intake_app.ui.palette import Token, color
from intake_app.ui.widgets.buttons import Button, Kind


def ground_of(shown, kind, *, checked):
    button = Button(kind)
    button.set_words("Word")
    button.setChecked(checked)
    shown(button, 160, 60)
    return button.grab().toImage().pixelColor(12, 30), button


def test_what_is_in_sight_is_marked_and_not_filled(language, shown):
    ground, button = ground_of(shown, Kind.VIEW, checked=True)

    assert ground == color(button, Token.TINT)


def test_what_is_to_be_done_next_is_filled(language, shown):
    ground, button = ground_of(shown, Kind.PRIMARY, checked=False)

    assert ground == color(button, Token.ACCENT)

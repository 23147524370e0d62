"""What a screen reader does with a control counts as what a hand does with it."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from intake_app.domain.form import FormText, OptionView
from intake_app.domain.message import M
from intake_app.ui.widgets.buttons import Button, Kind, Seat
from intake_app.ui.widgets.cards import SelectableRow
from intake_app.ui.widgets.choice_row import ChoiceRow
from intake_app.ui.widgets.choices import ChoiceList
from intake_app.ui.widgets.pin import PinField
from intake_app.ui.widgets.segmented import Segmented

pytestmark = pytest.mark.usefixtures("look")


def act(button):
    """Do what Qt does for a screen reader (`QAccessibleButton::doAction`)."""
    if button.isCheckable():
        button.toggle()
    else:
        button.click()


def _tell(told, row, *_):
    told.append(row)


@pytest.mark.parametrize(
    "make", [lambda: Button(Kind.TOPIC), lambda: Button(Kind.PLAIN), ChoiceRow, SelectableRow]
)
def test_what_is_pressed_by_its_accessible_action_is_told_of_once(make, qtbot):
    button = make()
    qtbot.addWidget(button)
    told = []
    button.clicked.connect(lambda: told.append(button.isChecked()))

    act(button)

    assert told == [button.isCheckable()]
    assert button.isChecked() == button.isCheckable()


def test_what_the_program_checks_and_a_click_are_not_told_of_twice(qtbot):
    row = ChoiceRow()
    qtbot.addWidget(row)
    told = []
    row.clicked.connect(lambda: told.append(row.isChecked()))

    row.setChecked(True)
    row.click()

    assert told == [False]


def test_one_answer_of_a_few_is_chosen_by_its_accessible_action(language, qtbot):
    answers = Segmented(language, {"a": M("Yes"), "b": M("No")})
    qtbot.addWidget(answers)
    chosen = []
    answers.chosen.connect(chosen.append)

    for button in answers.buttons():
        act(button)

    assert chosen == ["a", "b"]
    assert [button.isChecked() for button in answers.buttons()] == [False, True]


def test_rows_of_a_list_that_close_for_another_are_not_told_of(language, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    rows = [SelectableRow(parent) for _ in range(2)]
    told = []
    for row in rows:
        row.clicked.connect(partial(_tell, told, row))

    for row in rows:
        act(row)

    assert told == rows
    assert [row.isChecked() for row in rows] == [False, True]


def test_a_choice_keeps_the_role_of_a_radio_button(qtbot):
    row = ChoiceRow()
    seat = Seat(row)
    qtbot.addWidget(seat)

    assert QAccessible.queryAccessibleInterface(row).role() == QAccessible.Role.RadioButton


def test_the_pin_is_a_field_of_which_only_the_length_is_heard(qtbot):
    field = PinField()
    qtbot.addWidget(field)
    for digit in "471":
        field.add(digit)

    heard = QAccessible.queryAccessibleInterface(field)
    assert heard.role() == QAccessible.Role.EditableText
    assert heard.state().passwordEdit
    assert "471" not in heard.text(QAccessible.Text.Value)
    assert len(field.text()) == 3


def test_choices_are_written_when_a_screen_reader_toggles_them(qtbot):
    choices = ChoiceList()
    qtbot.addWidget(choices)
    label = (FormText(asked="en", language="en", text="Water", reviewed=True),)
    options = [OptionView(name=name, labels=label) for name in ("water", "rest")]
    choices.show_options(options, several=True)
    chosen = []
    choices.chosen.connect(chosen.append)

    for row in choices.rows():
        act(row)
    act(choices.rows()[0])

    assert chosen == ["water", "water rest", "rest"]

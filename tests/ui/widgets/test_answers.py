import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from intake_app.domain.answer import Basis
from intake_app.domain.consent import Choice
from intake_app.domain.message import M
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.numbers import DateAnswer, NumberAnswer
from intake_app.ui.widgets.pin import PassphraseField, PinField, PinPad
from intake_app.ui.widgets.segmented import YesNoNotYet
from intake_app.ui.widgets.source import SourceLine
from intake_app.ui.widgets.text_answer import TextAnswer


@pytest.fixture
def answer(look, shown):
    field = TextAnswer()
    field.set_language("en")
    return shown(field, 500, 200)


def test_half_composed_text_survives_a_change_of_language(answer, language):
    answer.setPlainText("half ")
    answer.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.sendEvent(answer, QInputMethodEvent("ሰላ", []))

    language.use("ar")
    answer.set_language("ti")
    QApplication.processEvents()

    block = answer.document().lastBlock()
    assert block.layout().preeditAreaText() == "ሰላ"
    assert answer.text() == "half "


def test_selection_and_undo_survive_a_change_of_language(answer, language, qtbot):
    qtbot.keyClicks(answer, "one two")
    answer.selectAll()

    language.use("ar")
    answer.set_language("ar")
    QApplication.processEvents()

    assert answer.textCursor().selectedText() == "one two"
    assert answer.document().isUndoAvailable()


def test_text_runs_in_the_direction_of_its_language(answer):
    answer.set_language("ar")

    assert answer.document().defaultTextOption().textDirection() is Qt.LayoutDirection.RightToLeft


def test_the_same_text_again_moves_nothing(answer, qtbot):
    qtbot.keyClicks(answer, "abc")
    answer.moveCursor(QTextCursor.MoveOperation.Start)

    with qtbot.assertNotEmitted(answer.edited):
        answer.set_text("abc")
        answer.set_text("other")

    assert answer.text() == "other"


def test_writing_goes_on_behind_what_stood_there_before(answer, qtbot):
    answer.set_text("they sa")

    qtbot.keyClicks(answer, "id")

    assert answer.text() == "they said"


def test_nothing_goes_to_the_clipboard(answer, qtbot):
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClicks(answer, "secret")

    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        answer.selectAll()
        qtbot.keyClick(answer, key, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "before"
    assert answer.text() == "secret"


def test_pasting_works(answer, qtbot):
    QGuiApplication.clipboard().setText("from a message")

    qtbot.keyClick(answer, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert answer.text() == "from a message"


@pytest.mark.parametrize(
    ("typed", "value"), [("12", "12"), ("١٢", "12"), ("၁၂", "12"), ("1,200", "1200"), ("x", "")]
)
def test_numbers_are_taken_in_every_script(language, shown, type_into, typed, value):
    number = NumberAnswer(language)
    shown(number)

    type_into(number.focusProxy(), typed)

    assert number.value() == value
    assert number.focusProxy().text() == typed


def test_a_fraction_is_no_whole_number_but_stays_as_typed(language, shown, qtbot):
    number = NumberAnswer(language)
    shown(number)

    qtbot.keyClicks(number.focusProxy(), "1.5")

    assert number.value() == ""
    assert number.focusProxy().text() == "1.5"


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (("2026", "", ""), "2026"),
        (("2026", "3", ""), "2026-03"),
        (("\u0662\u0660\u0662\u0666", "\u0663", "\u0667"), "2026-03-07"),
        (("2026", "2", "30"), ""),
        (("2026", "", "7"), ""),
        (("26", "3", "7"), ""),
        (("", "", ""), ""),
    ],
)
def test_a_date_may_be_known_in_part(language, shown, type_into, parts, value):
    date = DateAnswer(language)
    shown(date)

    for field, part in zip(date.findChildren(QLineEdit), parts, strict=True):
        type_into(field, part)

    assert date.value() == value


def test_a_date_that_was_stored_is_shown_again(language):
    date = DateAnswer(language)

    date.set_value("2026-11")

    assert [field.text() for field in date.findChildren(QLineEdit)] == ["2026", "11", ""]
    assert date.value() == "2026-11"


def test_agreement_begins_with_nothing_chosen_and_can_be_taken_back(language, qtbot, shown):
    row = YesNoNotYet(language)
    row.set_title(M("Write it down"))
    shown(row)
    yes, _no, not_yet = row.segments().buttons()

    heard = []
    row.answered.connect(heard.append)
    first = row.answer()
    for button in (yes, not_yet, not_yet):
        button.click()

    assert first is None
    assert heard == [Choice.YES, Choice.NOT_YET, None]


def test_answers_side_by_side_are_named_with_what_they_answer(language):
    row = YesNoNotYet(language)
    row.set_title(M("Write it down"))

    english = [button.accessibleName() for button in row.segments().buttons()]
    language.use("ar")
    arabic = [button.accessibleName() for button in row.segments().buttons()]

    assert english == ["Write it down: Yes", "Write it down: No", "Write it down: Not yet"]
    assert all(": " in name and name != old for name, old in zip(arabic, english, strict=True))


def test_the_source_is_what_the_person_said_until_it_is_changed(language, qtbot, shown):
    source = SourceLine(language)
    shown(source)

    with qtbot.waitSignal(source.chosen) as heard:
        source.menu().actions()[1].trigger()

    assert heard.args == [Basis.SEEN]
    assert source.basis() is Basis.SEEN


def test_showing_a_source_says_nothing(language, qtbot):
    source = SourceLine(language)

    with qtbot.assertNotEmitted(source.chosen):
        source.set_basis(Basis.IMPRESSION)
        source.set_basis(None)

    assert source.basis() is Basis.SAID


def test_six_digits_of_any_script_make_a_pin_and_leave_nothing_behind(
    look, shown, qtbot, type_into
):
    field = PinField()
    shown(field)

    with qtbot.waitSignal(field.entered) as heard:
        type_into(field, "12٣4")
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
        qtbot.keyClicks(field, "456")

    assert heard.args == ["123456"]
    assert field.length() == 0


def test_the_pad_fills_the_field(language, shown, qtbot):
    pad = PinPad(language)
    shown(pad)

    with qtbot.waitSignal(pad.entered) as heard:
        for digit in "123456":
            next(b for b in pad.findChildren(Button) if b.words() == digit).click()

    assert heard.args == ["123456"]


def test_a_passphrase_is_hidden_until_it_is_wanted_seen(language, shown, qtbot):
    field = PassphraseField(language)
    shown(field)
    line, show = field.findChild(QLineEdit), field.findChild(QPushButton)

    qtbot.keyClicks(line, "six words")
    before = line.echoMode()
    show.click()
    seen = line.echoMode()
    field.clear()

    assert (before, seen) == (QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert field.text() == ""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from intake_app.domain.answer import AnswerState
from intake_app.domain.form import OptionView
from intake_app.ui.conversation.wording import state_labels
from intake_app.ui.widgets.choice_row import ChoiceRow
from intake_app.ui.widgets.choices import ChoiceList
from tests.ui.widgets.gallery_words import CHOICES, form_text, options


@pytest.fixture
def states(language):
    return state_labels([language.catalog_of("en"), language.catalog_of("ti")])


@pytest.fixture
def many(language, states, shown):
    widget = ChoiceList()
    widget.show_options(options(("en", "ti"), times=2), states)
    return shown(widget, 960, 600)


@pytest.fixture
def choices(language, states, shown):
    widget = ChoiceList()
    widget.show_options(options(("en", "ti")), states)
    return shown(widget, 900, 500)


def test_a_number_key_chooses_and_says_so(choices, qtbot):
    choices.rows()[0].setFocus()

    with qtbot.waitSignal(choices.chosen) as heard:
        qtbot.keyClick(choices.rows()[0], "4")

    assert heard.args == ["other"]
    assert choices.value() == "other"
    assert choices.rows()[3].hasFocus()


@pytest.mark.parametrize("digit", ["\u0664", "\u06f4", "\u1044", "\u096a"])
def test_number_keys_of_other_scripts_choose_as_well(choices, type_into, digit):
    type_into(choices, digit)

    assert choices.value() == "other"


def test_the_keys_seven_eight_nine_are_the_three_that_are_no_answer(choices, qtbot):
    for key, state in (
        ("7", AnswerState.DECLINED),
        ("8", AnswerState.UNKNOWN),
        ("9", AnswerState.ANOTHER_TIME),
    ):
        with qtbot.waitSignal(choices.state_chosen) as heard:
            qtbot.keyClick(choices, key)

        assert heard.args == [state]
        assert choices.state() is state
        assert choices.value() == ""


def test_the_keys_of_the_three_beside_many_choices_work_beside_few_as_well(choices, type_into):
    states = []

    for key in "0-+":
        type_into(choices, key)
        states.append(choices.state())

    assert states == [AnswerState.DECLINED, AnswerState.UNKNOWN, AnswerState.ANOTHER_TIME]


def test_choosing_again_takes_it_back(choices, qtbot):
    choices.set_answer("both")

    with qtbot.waitSignal(choices.chosen) as heard:
        choices.rows()[0].click()

    assert heard.args == [""]
    assert choices.value() == ""


def test_one_choice_takes_the_place_of_another_and_of_no_answer(choices):
    choices.set_answer("", AnswerState.UNKNOWN)

    choices.rows()[1].click()
    choices.rows()[2].click()

    assert choices.value() == "phone"
    assert choices.state() is None


def test_several_choices_stand_side_by_side_until_one_is_no_answer(language, states, shown):
    choices = ChoiceList()
    choices.show_options(options(("en", "ti")), states, several=True)
    shown(choices, 900, 500)

    choices.rows()[2].click()
    choices.rows()[0].click()
    several = choices.value()
    choices.rows()[-1].click()

    assert several == "both phone"
    assert choices.value() == ""
    assert choices.state() is AnswerState.ANOTHER_TIME


def test_showing_an_answer_says_nothing(choices, qtbot):
    with qtbot.assertNotEmitted(choices.chosen), qtbot.assertNotEmitted(choices.state_chosen):
        choices.set_answer("both")
        choices.set_answer("", AnswerState.DECLINED)


def test_arrows_move_without_choosing(choices, qtbot):
    choices.rows()[0].setFocus()

    with qtbot.assertNotEmitted(choices.chosen):
        qtbot.keyClick(choices.rows()[0], Qt.Key.Key_Down)
        qtbot.keyClick(choices.rows()[1], Qt.Key.Key_Down)
        qtbot.keyClick(choices.rows()[2], Qt.Key.Key_Up)

    assert choices.rows()[1].hasFocus()


def test_space_chooses_and_enter_goes_on(choices, qtbot):
    row = choices.rows()[1]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)

    with qtbot.waitSignal(choices.confirmed):
        qtbot.keyClick(row, Qt.Key.Key_Return)

    assert choices.value() == "papers"


def test_swapping_the_languages_keeps_choice_focus_and_rows(choices, language):
    row = choices.rows()[3]
    row.click()
    row.setFocus()

    swapped = state_labels([language.catalog_of("ti"), language.catalog_of("en")])
    choices.show_options(options(("ti", "en")), swapped)

    assert choices.rows()[3] is row
    assert row.hasFocus()
    assert choices.value() == "other"
    assert row.accessibleName() == f"4, {CHOICES['other']['ti']}, {CHOICES['other']['en']}"


def test_other_choices_begin_unchosen(choices, states):
    choices.set_answer("both")

    choices.show_options(options(("en", "ti"))[1:], states)

    assert choices.value() == ""
    assert len(choices.rows()) == 4 + 3


@pytest.mark.parametrize(
    ("several", "role"),
    [(False, QAccessible.Role.RadioButton), (True, QAccessible.Role.CheckBox)],
)
def test_rows_say_what_they_are(language, states, shown, several, role):
    choices = ChoiceList()
    choices.show_options(options(("en", "ti")), states, several=several)
    shown(choices)

    row = QAccessible.queryAccessibleInterface(choices.rows()[0])
    choices.set_answer("both")

    assert row.role() == role
    assert row.text(QAccessible.Text.Name) == f"1, I have both, {CHOICES['both']['ti']}"
    assert row.state().checked


def test_more_than_seven_choices_stand_in_two_columns_read_down(language, states, shown):
    choices = ChoiceList()
    choices.show_options(options(("en", "ti"), times=2), states)
    shown(choices, 960, 600)

    rows = choices.rows()
    lefts = [row.mapTo(choices, row.rect().topLeft()).x() for row in rows[:10]]
    tops = [row.mapTo(choices, row.rect().topLeft()).y() for row in rows[:10]]

    assert len(set(lefts[:5])) == len(set(lefts[5:])) == 1
    assert lefts[5] > lefts[0]
    assert tops[:5] == tops[5:] == sorted(tops[:5])


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("0", AnswerState.DECLINED),
        ("-", AnswerState.UNKNOWN),
        ("+", AnswerState.ANOTHER_TIME),
        ("=", AnswerState.ANOTHER_TIME),
    ],
)
def test_beside_many_choices_the_three_stand_on_one_line_with_keys_of_their_own(
    many, qtbot, key, state
):
    qtbot.keyClick(many, key)

    three = many.rows()[-3:]
    assert many.state() is state
    assert [row.digit() for row in three] == ["0", "-", "+"]
    assert len({row.mapTo(many, row.rect().topLeft()).y() for row in three}) == 1


def test_choices_from_the_tenth_on_are_chosen_by_two_digits(language, states, shown, qtbot):
    choices = ChoiceList()
    offered = options(("en", "ti"), times=3)
    choices.show_options(offered, states)
    shown(choices, 960, 700)
    assert len(offered) > 11

    with qtbot.waitSignal(choices.chosen) as heard:
        qtbot.keyClick(choices, "1")
        qtbot.keyClick(choices, "2")

    assert heard.args == [offered[11].name]


def test_a_first_digit_alone_chooses_after_a_moment_or_with_enter(language, states, shown, qtbot):
    choices = ChoiceList()
    offered = options(("en", "ti"), times=3)
    choices.show_options(offered, states)
    shown(choices, 960, 700)

    with qtbot.waitSignal(choices.chosen) as heard:
        qtbot.keyClick(choices, "1")
    assert heard.args == [offered[0].name]

    choices.set_answer("")
    with qtbot.waitSignals([choices.chosen, choices.confirmed]):
        qtbot.keyClick(choices, "1")
        qtbot.keyClick(choices, Qt.Key.Key_Return)
    assert choices.value() == offered[0].name


def test_a_digit_that_begins_no_number_chooses_at_once(language, states, shown, qtbot):
    choices = ChoiceList()
    offered = options(("en", "ti"), times=3)
    choices.show_options(offered, states)
    shown(choices, 960, 700)

    qtbot.keyClick(choices, "1")
    qtbot.keyClick(choices, "9")

    assert choices.value() == offered[8].name


def test_who_hears_the_list_is_told_of_the_choices_first(many):
    assert many.findChildren(ChoiceRow) == many.rows()


def test_the_three_rows_work_apart_from_their_choices(many, shown, qtbot):
    foot = many.foot
    foot.setParent(None)
    shown(foot, 900, 80)

    with qtbot.waitSignal(many.state_chosen) as heard:
        many.rows()[-3].click()

    assert heard.args == [AnswerState.DECLINED]
    assert many.state() is AnswerState.DECLINED


def test_a_key_pressed_again_takes_nothing_back(choices, qtbot):
    for _ in range(2):
        qtbot.keyClick(choices, "1")

    assert choices.value() == "both"


def test_on_a_narrow_page_the_columns_become_one(language, states, shown):
    choices = ChoiceList()
    choices.show_options(options(("en", "ti"), times=2), states)
    shown(choices, 400, 900)

    lefts = {row.mapTo(choices, row.rect().topLeft()).x() for row in choices.rows()}

    assert len(lefts) == 1


def test_the_other_language_stands_in_one_column(choices):
    starts = {
        row._texts[1].mapTo(choices, row._texts[1].rect().topLeft()).x() for row in choices.rows()
    }

    assert len(starts) == 1


def test_a_wording_that_is_missing_is_shown_as_what_it_is(language):
    words = {"en": "Only English"}
    option = OptionView(name="a", labels=(form_text(words, "en"), form_text(words, "ti")))
    choices = ChoiceList()
    choices.show_options([option])

    assert choices.rows()[0].accessibleName() == "1, Only English, Only English"
    assert option.labels[1].is_missing


def test_labels_of_no_answer_say_which_language_they_are_in(language):
    labels = state_labels([language.catalog_of("sw")])

    assert [label.language for label in labels[0]] == ["en"]
    assert labels[0][0].is_missing


def test_labels_of_no_answer_stand_once_where_a_language_has_no_words(language):
    labels = state_labels([language.catalog_of("en"), language.catalog_of("my")])

    assert [[label.text for label in row] for row in labels] == [
        ["Rather not say"],
        ["Don't know"],
        ["Another time"],
    ]


def test_other_choices_replace_those_in_sight(choices, states):
    choices.show_options([OptionView(name="only", labels=())], states[:2])

    assert len([row for row in choices.rows() if row.isVisible()]) == 3
    assert choices.value() == ""

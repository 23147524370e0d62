"""A date of another calendar, as it is given beside an answer."""

from __future__ import annotations

import pytest

from intake_app.domain.form import FormText, QuestionKind, QuestionView
from intake_app.domain.given_date import Calendar, GivenDate
from intake_app.domain.ids import NodeRef
from intake_app.ui.conversation.other_calendar import OtherCalendar
from intake_app.ui.conversation.question import QuestionCard
from tests.pages.screen import Screen
from tests.ui.screens.conversation.conftest import language  # noqa: F401 - a fixture

MUHARRAM = "Muharram \u0645\u062d\u0631\u0645"
ASOJ = GivenDate(calendar=Calendar.BIKRAM_SAMBAT, year=2079, month=6)


@pytest.fixture
def part(language, qtbot):  # noqa: F811 - a fixture
    part = OtherCalendar(language)
    qtbot.addWidget(part)
    part.show()
    part.open()
    return part


@pytest.fixture
def view(part):
    return Screen(part)


def test_nothing_is_chosen_beforehand_and_nothing_can_be_kept_yet(part):
    assert part.date() is None
    assert not part.keep.isEnabled()


def test_digits_of_every_script_are_taken_and_the_range_is_said_before_it_is_kept(
    part, view, qtbot
):
    view.press("Which calendar: Hijri, by the moon")
    view.press(f"Month, if it is known: {MUHARRAM}")
    view.fill("Year in that calendar", "\u0661\u0664\u0664\u0665")

    assert view.reads("That is between 18 Jul 2023 and 18 Aug 2023.")
    with qtbot.waitSignal(part.dated) as told:
        view.press("Keep it beside the answer")
    assert told.args == [GivenDate(calendar=Calendar.HIJRI, year=1445, month=1)]


def test_a_year_alone_is_enough_and_another_calendar_asks_for_the_month_anew(part, view):
    view.press("Which calendar: Ethiopia and Eritrea")
    view.press("Month, if it is known: Meskerem \u1218\u1235\u12a8\u1228\u121d")
    view.press("Which calendar: Nepal (Bikram Sambat)")
    view.fill("Year in that calendar", "2079")

    assert part.date() == GivenDate(calendar=Calendar.BIKRAM_SAMBAT, year=2079)


@pytest.mark.parametrize(("year", "day"), [("1200", ""), ("2079", "3"), ("2079", "x")])
def test_what_is_no_date_is_said_and_not_kept(part, view, year, day):
    view.press("Which calendar: Nepal (Bikram Sambat)")
    view.fill("Year in that calendar", year)
    view.fill("Day, if it is known", day)

    assert view.reads("Not a date yet: a year from 1975 to 2099")
    assert part.date() is None
    assert not part.keep.isEnabled()


def test_what_is_kept_is_shown_as_given_with_its_range_and_taken_away(part, view, qtbot):
    part.open()
    part.show_date(ASOJ)

    assert view.reads("Asoj")
    assert view.reads("between 17 Sept 2022 and 17 Oct 2022")
    with qtbot.waitSignal(part.dated) as told:
        view.press("Take the date away")
    assert told.args == [None]


@pytest.mark.parametrize(
    ("kind", "by", "offered"),
    [
        (QuestionKind.TEXT, "ask", True),
        (QuestionKind.DATE, "ask", True),
        (QuestionKind.DATE, "worker", False),
        (QuestionKind.INTEGER, "ask", False),
    ],
)
def test_it_is_offered_where_a_date_may_be_said(
    language,  # noqa: F811 - a fixture
    qtbot,
    kind,
    by,
    offered,
):
    label = FormText(asked="en", language="en", text="When?")
    asked = QuestionView(node=NodeRef("/data/q"), kind=kind, labels=(label,), by=by)
    card = QuestionCard(language, asked)
    qtbot.addWidget(card)
    card.show()

    assert Screen(card).offers("A date in another calendar") is offered

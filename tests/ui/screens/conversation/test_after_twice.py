"""After the questions: what is pressed twice, and what found no room on the disk."""

from __future__ import annotations

from intake_app.domain.errors import DiskFullError
from intake_app.domain.rights import DateKind
from intake_app.services.forms import PLAN_FORM
from tests.ui.screens.conversation.test_after import (  # noqa: F401 - fixtures
    after,
    finishing,
    live_of,
)


def test_a_second_talk_that_is_asked_for_twice_is_begun_once(finishing, after, surroundings):  # noqa: F811 - fixtures
    case = live_of(finishing).case.id

    for _ in range(2):
        finishing.flow._ending.after_asked.emit("questions")
    after.wait_for("What do you need in the next hour?")
    after.wait_until(lambda: not surroundings.tasks._running, "both")

    talks = finishing.profile._place.do(lambda unit: unit.interviews.of_case(case))
    assert [talk.form_id for talk in talks].count(PLAN_FORM) == 1
    assert after.reads("What do you need in the next hour?")


def test_a_day_that_is_kept_with_two_presses_is_written_down_once(finishing, after, surroundings):  # noqa: F811 - fixtures
    days, case = finishing.profile.person_days, live_of(finishing).case.id
    after.press("Rights and my days")
    after.wait_for("No day is written down.")
    box = finishing.flow.current().dates
    box.kind.set_answer(DateKind.HEARING)
    box.day.set_value("2026-12-01")

    for _ in range(2):
        box.keep.click()
    after.wait_until(lambda: not surroundings.tasks._running, "both")

    assert len(days.of_case(case)) == 1


def test_a_day_that_found_no_room_can_be_brought_back_later(
    finishing,  # noqa: F811 - a fixture
    after,  # noqa: F811 - a fixture
    surroundings,
    monkeypatch,
):
    days, case = finishing.profile.person_days, live_of(finishing).case.id
    after.press("Rights and my days")
    after.wait_for("No day is written down.")
    after.add_day("Hearing", "2026", "12", "1", "Room 4")
    after.press("Take away")
    after.wait_for("No day is written down.")
    table = type(finishing.profile._place.do(lambda unit: unit.person_dates))

    def refuse(*_):
        raise DiskFullError

    with monkeypatch.context() as disk:
        disk.setattr(table, "put", refuse)
        after.press("Undo: bring the day back")
        after.wait_until(lambda: not surroundings.tasks._running, "the try")
    after.press("Undo: bring the day back")
    after.wait_for("Room 4")

    assert [day.note for day in days.of_case(case)] == ["Room 4"]

"""The pages after the questions in the whole window: from Today, and from a person's page."""

from __future__ import annotations

from intake_app.domain.own_copy import CopyKind
from intake_app.domain.rights import DateKind
from intake_app.services.forms import PLAN_FORM
from intake_app.ui.conversation.flow import ConversationFlow
from tests.services.conftest import opening
from tests.ui.screens.person.test_person_in_window import (  # noqa: F401 - fixtures
    files,
    folder,
    new_window,
    shown,
    successors,
    window,
)


def finished(profile, _contact):
    """Fill the profile with somebody whose talk is over and who has a day today."""
    live = profile.conversations.begin(opening())
    profile.conversations.finish(live)
    profile.person_days.add(live.case.id, DateKind.HEARING, profile.person_days.today(), "Room 4")
    return live.case


def test_a_due_day_leads_from_today_to_the_persons_days_and_back(window):  # noqa: F811 - a fixture
    app, _ = window(finished)
    app.wait_for("due today")
    assert not app.reads("Room 4")

    app.press("See")
    app.wait_for("Hearing \u00b7 Room 4")
    app.press("Back")

    app.wait_for("Start a conversation")


def test_a_persons_page_leads_to_the_plan_and_cover_hides_it(window):  # noqa: F811 - a fixture
    app, case = window(finished)
    app.key(case.code[0])
    app.wait_for("People")
    app.type(case.code[1:])
    app.key("Return")
    app.wait_for("What is written, and who has it")

    app.press("Plan")
    app.wait_for("Plan together")
    app.key("F9")

    app.wait_until(lambda: app.root.cover.is_covered, "covered")
    assert not app.reads("Plan together")


def test_something_can_be_made_to_take_along_from_a_persons_page(window):  # noqa: F811 - a fixture
    app, case = window(finished)
    app.key(case.code[0])
    app.wait_for("People")
    app.type(case.code[1:])
    app.key("Return")
    app.wait_for("What is written, and who has it")

    app.press("Something to take along")
    app.wait_for("Is it safe for you to carry something?")
    app.press_part("No: nothing is made")
    app.wait_for("Nothing is made, and nobody asks again.")
    app.wait_for("nothing, because it was not safe to carry")
    app.press("Back")

    app.wait_for("Start a conversation")
    assert [c.kind for c in app.root.profile.own_copies.given(case.id)] == [CopyKind.NOTHING]


def test_a_finished_talk_is_gone_on_with_from_the_persons_page(window):  # noqa: F811 - a fixture
    app, case = window(finished)
    app.key(case.code[0])
    app.wait_for("People")
    app.type(case.code[1:])
    app.key("Return")
    app.wait_for("What is written, and who has it")

    app.press("Go on with this talk")

    app.wait_for("You can stop here.")
    assert app.reads(f"{case.code[:3]} {case.code[3:]}")


def test_while_a_second_talk_is_open_the_first_is_a_press_away(window):  # noqa: F811 - a fixture
    def with_two(profile, _contact):
        first = profile.conversations.begin(opening())
        profile.further.open(first.case.id, PLAN_FORM)
        return first

    app, first = window(with_two)
    app.key(first.case.code[0])
    app.wait_for("People")
    app.type(first.case.code[1:])
    app.key("Return")
    app.wait_for("Go on with the first talk")

    app.press("Go on with the first talk")

    app.wait_for("You can stop here.")
    room = app.root.findChild(ConversationFlow).room()
    assert room.live.interview.id == first.interview.id

from __future__ import annotations

import pytest

from intake_app.domain.handed_over import AnsweredBy, HandState
from tests.domain.services import CLINIC, LINE, NIGHT_HOUSE
from tests.pages.services import take_in_services


@pytest.fixture
def screen(page, worker, shelter, tmp_path):
    """Give the referral screen with a directory beside the contacts."""
    take_in_services(worker, tmp_path, CLINIC, NIGHT_HOUSE, LINE)
    return page()


def agree_to(screen, *groups):
    screen.choose("Open Clinic")
    screen.say("Yes", *groups)
    screen.agree()


def handed(worker, scene):
    (found,) = worker.handing_over.of_case(scene.case.id)
    return found


def test_services_stand_beside_contacts_and_show_no_secret_place(screen):
    assert screen.reads("House B")
    assert screen.reads("Open Clinic")
    assert screen.reads("They have no Intake")
    assert not screen.reads("Secretville")


def test_a_call_says_only_what_was_agreed_and_keeps_each_line_said(screen, worker, scene):
    agree_to(screen, "What is needed, and how soon")
    screen.press("Begin the call")
    screen.wait_for("Can you help? From when?")

    assert screen.reads("marker-need")
    for marker in ("marker-name", "marker-health", "marker-account", "marker-keep-away"):
        assert not screen.reads(marker)
    rows = len(handed(worker, scene).lines)
    for number in range(rows):  # faster than anything is saved
        screen.press("Said", nth=number)
    screen.wait_until(
        lambda: all(line.said for line in handed(worker, scene).lines), "every line is kept"
    )


def test_a_line_ticked_by_mistake_can_be_unticked(screen, worker, scene):
    agree_to(screen, "What is needed, and how soon")
    screen.press("Begin the call")
    screen.wait_for("Can you help? From when?")

    screen.press("Said")
    screen.press("Said")

    screen.wait_until(
        lambda: not any(line.said for line in handed(worker, scene).lines),
        "nothing is kept as said",
    )


def test_what_they_answered_is_kept_with_who_it_was(screen, worker, scene):
    agree_to(screen, "What is needed, and how soon")
    screen.press("Begin the call")
    screen.wait_for("Can you help? From when?")
    assert not screen.offers("They can: accepted by phone")

    screen.press("Who answered? No names.: Reception")
    screen.press("They can: accepted by phone")
    screen.wait_for("Accepted by phone")

    assert handed(worker, scene).state is HandState.ACCEPTED
    assert handed(worker, scene).answered_by is AnsweredBy.RECEPTION


def test_a_sheet_is_written_where_it_was_asked_to(screen, worker, scene, tmp_path):
    scene.chosen.path = tmp_path / "sheet.pdf"
    agree_to(screen, "What is needed, and how soon")

    screen.press("Make the sheet")
    screen.press("Print the sheet")
    screen.wait_for("The sheet is ready.")

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert handed(worker, scene).state is HandState.GIVEN


def test_a_call_that_was_not_ended_is_offered_again(screen, scene):
    agree_to(screen, "What is needed, and how soon")
    screen.press("Begin the call")
    screen.wait_for("Can you help? From when?")

    screen.press("Back")
    screen.wait_for("A call that was not ended")
    screen.press("Open Clinic: Open")
    screen.wait_for("Can you help? From when?")


def test_an_office_with_a_card_is_still_sent_a_file(screen):
    screen.choose("House B")
    screen.say("Yes", "What is needed, and how soon")
    screen.agree()

    screen.wait_until(screen.can_make, "the file can be made")
    assert not screen.offers("Begin the call")
    assert not screen.offers("Make the sheet")


def test_a_call_that_needs_an_agreement_of_organisations_does_not_begin_and_says_so(
    screen, worker, scene, surroundings
):
    worker.partnerships.set_required(required=True)
    agree_to(screen, "What is needed, and how soon")

    screen.press("Begin the call")

    screen.wait_until(lambda: "no agreement with this" in surroundings.problems.said(), "told so")
    assert worker.handing_over.of_case(scene.case.id) == []

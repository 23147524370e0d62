"""From the first look at the offices to the file on the stick, as a worker does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.contact import Checked
from intake_app.domain.packet import Status
from intake_app.domain.referral import HELP_AS_NEEDED
from intake_app.ui.conversation.referral.rendering import what_leaves

NEED = "What is needed, and how soon"
NAME = "Name to call"
HEALTH = "Health and access needs"
PEOPLE = "Adults and children, by age band"


@pytest.fixture
def made(page, shelter, chosen, stick):
    """Give the screen after a file was made with the need and the name; `stick` is chosen."""
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NEED, NAME)
    opened.agree()
    chosen.path = stick
    opened.make()
    return opened


def test_without_a_card_the_screen_says_how_to_get_one(page):
    opened = page()

    opened.wait_for("There is no office yet that you can refer to.")
    assert opened.reads("add it under Contacts")


def test_an_unchecked_office_says_so_before_and_after_it_is_chosen(page, shelter):
    opened = page()
    opened.wait_for("Not checked yet: call them")

    opened.choose("House B")

    opened.wait_for("Opened only by House B.")
    assert opened.reads("Not checked yet: call them")


def test_a_checked_office_says_how_and_when(page, worker, shelter):
    fingerprint = shelter.card.fingerprint
    worker.contacts.verify(fingerprint, worker.contacts.digits(fingerprint), Checked.IN_PERSON)
    opened = page()
    opened.wait_for("Checked in person, 1 Mar 2026")

    opened.choose("House B")

    opened.wait_for("Opened only by House B (checked in person, 1 Mar 2026).")
    assert not opened.reads("Not checked yet")


def test_an_office_whose_card_has_expired_cannot_be_chosen(page, shelter, clock):
    clock.forward(days=800)

    opened = page()

    opened.wait_for("Their card has expired: ask for a fresh one.")
    assert not opened.offers("House B: Choose")


def test_nothing_is_ticked_and_nothing_leaves_at_first(page, shelter):
    opened = page()

    opened.choose("House B")

    assert opened.ticked() == []
    assert opened.leaving() == []
    assert opened.reads("Ask line by line what they may know.")
    assert not opened.can_make()


def test_what_is_asked_for_and_what_is_not_are_told_apart(page, shelter):
    opened = page()

    opened.choose("House B")

    texts = opened.texts()
    assert opened.reads("House B asks for these. What may they know?")
    others = texts.index("They do not ask for these, but they could know them:")
    assert others > -1
    assert [row.line.asked_for for row in opened.root.lines.rows()] == [True] * 5 + [False] * 2
    assert not opened.reads("marker-account")


def test_a_yes_shows_what_leaves_and_a_no_takes_it_out_again(page, shelter):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NEED, HEALTH)
    opened.wait_for_leaving("marker-need")
    opened.wait_for_leaving("marker-health")

    opened.say("No", HEALTH)

    opened.wait_for_nothing_of("marker-health")
    assert any("marker-need" in line for line in opened.leaving())
    assert not any("marker-name" in line for line in opened.leaving())


def test_taking_back_the_last_yes_leaves_nothing(page, shelter):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.wait_for_leaving("marker-name")

    opened.say("No", NAME)

    assert opened.leaving() == []
    assert not opened.can_make()


def test_the_file_cannot_be_made_before_it_is_said_how_the_person_agreed(page, shelter):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.wait_for_leaving("marker-name")
    opened.wait_for("Say how the person agreed.")
    assert not opened.can_make()

    opened.agree("With a mark")

    opened.wait_until(opened.can_make, "the file can be made")


def test_what_the_screen_shows_is_what_the_sealed_packet_holds(page, scene, language):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NEED, PEOPLE, NAME)
    opened.agree()
    scene.chosen.path = scene.stick
    opened.wait_until(opened.can_make, "the file can be made")
    shown, preview = opened.leaving(), opened.root._lookahead.seen()

    opened.make()

    opened.wait_for("The file is on the stick, read back and whole.")
    packet = scene.packet()
    terms = replace(packet.body.terms, consent=preview.terms.consent)
    body = replace(packet.body, terms=terms, inner=None, phone_key=b"")
    assert body == preview
    again = [line.text for line in what_leaves(packet.body, language.catalog)]
    assert shown == [text.replace("\u2068", "").replace("\u2069", "") for text in again]
    assert {group.group for group in packet.body.groups} <= {"need", "people", "name"}


def test_the_file_is_on_the_stick_and_its_place_is_said(made, scene):
    made.wait_for("The file is on the stick, read back and whole.")

    (record,) = scene.records()
    (file,) = scene.stick.rglob("*.age")
    assert file.read_bytes() == record.sealed
    assert record.status is Status.SENT
    assert made.reads(str(file))
    assert made.reads("A stick that has left cannot be called back.")


def test_the_desk_can_open_what_was_sent(made, desk, stick):
    made.wait_for("The file is on the stick, read back and whole.")

    report = desk.inbox.open_stick([stick])

    assert len(report.taken) == 1
    assert report.refused == ()


def test_the_screen_tells_which_packet_was_sent_and_leaves_with_done(page, scene, qtbot):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.agree()
    scene.chosen.path = scene.stick

    with qtbot.waitSignal(opened.root.sent, timeout=20_000) as sent:
        opened.make()

    assert sent.args == [scene.records()[0].id]
    with qtbot.waitSignal(opened.root.left):
        opened.press("Done")


def test_done_is_offered_once_the_file_is_sent_and_nowhere_before(page, scene):
    opened = page()
    offered = [opened.offers("Done")]
    opened.choose("House B")
    offered.append(opened.offers("Done"))
    opened.say("Yes", NAME)
    opened.agree()
    scene.chosen.path = scene.stick
    opened.make()
    opened.wait_for("Done")
    sent = opened.offers("Done")
    opened.press("Back")
    opened.wait_until(lambda: not opened.offers("Done"), "the offices")

    assert offered == [False, False]
    assert sent
    assert all(opened.offers(way) for way in ("Back", "Pause", "Finish gently"))


def test_a_folder_that_is_gone_is_told_and_the_file_can_be_sent_again(page, scene, tmp_path):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.agree()
    scene.chosen.path = tmp_path / "pulled out"
    opened.make()
    opened.wait_for("This stick or folder cannot be reached any more.")
    assert scene.records()[0].status is Status.MADE

    scene.chosen.path = scene.stick
    opened.press("Try again")

    opened.wait_for("The file is on the stick, read back and whole.")
    assert opened.reads("You can take the stick out after you have ejected it.")
    assert not opened.reads("This stick or folder cannot be reached any more.")
    assert len(list(scene.stick.rglob("*.age"))) == 1


def test_a_file_that_was_made_but_not_sent_is_offered_when_we_come_back(page, scene):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.agree()
    opened.make()
    opened.wait_for("The file for House B is made.")

    later = page()
    later.wait_for("File made, not yet sent")
    scene.chosen.path = scene.stick
    later.press("House B: Put it on a stick")

    later.wait_for("The file is on the stick, read back and whole.")
    assert scene.records()[0].status is Status.SENT


def test_a_card_that_expires_meanwhile_is_told_and_nothing_is_made(
    page, scene, surroundings, clock
):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.agree()
    opened.wait_until(opened.can_make, "the file can be made")
    clock.forward(days=800)

    opened.make()

    problems = surroundings.problems
    opened.wait_until(lambda: "card of this office has expired" in problems.said(), "told so")
    assert scene.records() == []


def test_making_again_after_a_failure_does_not_ask_the_ledger_twice(page, scene, clock):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NAME)
    opened.agree()
    opened.wait_until(opened.can_make, "the file can be made")
    clock.forward(days=800)
    opened.make()
    opened.wait_until(opened.can_make, "it can be tried again")

    opened.make()

    opened.wait_until(opened.can_make, "it can be tried again")
    consents = scene.worker._place.read_case(scene.case.id).consents
    assert [record.scope is not None for record in consents] == [False, True]


def test_terms_are_shown_changed_and_stand_in_the_packet(page, scene, clock):
    opened = page()
    opened.choose("House B")
    shown = "For help with what is needed · until 30 May 2026 · they may not pass it on"
    opened.wait_for(shown)
    assert opened.reads("Nothing goes to police or immigration, also not passed on.")
    opened.say("Yes", NAME)

    opened.press("What they need it for: " + shown + ": Change")
    opened.fill("What they need it for", "a bed")
    opened.press("Until when, from today: 30 days")
    opened.press("May they pass it on?: Yes")
    opened.press("Done")

    opened.wait_for("For a bed · until 31 Mar 2026 · they may pass it on")
    opened.agree()
    scene.chosen.path = scene.stick
    opened.make()
    opened.wait_for("The file is on the stick, read back and whole.")
    packet = scene.packet()
    terms = packet.body.terms
    assert (terms.purpose, terms.onward, terms.no_authorities) == ("a bed", True, True)
    assert terms.until == clock.now() + timedelta(days=30)


def test_a_purpose_taken_back_is_the_usual_one_again(page, shelter):
    opened = page()
    opened.choose("House B")
    opened.press_part("Change")
    opened.fill("What they need it for", "a bed")

    opened.fill("What they need it for", "")
    opened.press("Done")

    opened.wait_for("For help with what is needed · until")


@pytest.mark.parametrize("tag", ["en", "ar", "ti"])
def test_the_usual_purpose_leaves_as_a_code_whatever_the_interface_speaks(
    page, shelter, scene, language, tag
):
    language.use(tag)
    opened = page()
    opened.root.offices.cards()[0].button.click()
    opened.wait_until(opened.root.lines.rows, "the lines")
    opened.root.lines.rows()[0].segments().buttons()[0].click()
    opened.root.leaves.manner.buttons()[0].click()
    scene.chosen.path = scene.stick
    opened.wait_until(opened.root.leaves.make_button.isEnabled, "the file can be made")

    opened.root.leaves.make_button.click()
    opened.wait_until(scene.records, "the file")

    assert scene.packet().body.terms.purpose == HELP_AS_NEEDED


def test_the_usual_purpose_is_read_in_the_language_of_the_moment(page, shelter, language):
    opened = page()
    opened.choose("House B")

    language.use("ar")

    assert opened.reads("المساعدة فيما يلزم")
    assert not opened.reads("help with what is needed")


def test_the_lines_are_read_in_an_interface_language_that_was_not_spoken(page, shelter, language):
    language.use("ar")
    opened = page()

    opened.root.offices.cards()[0].button.click()
    opened.wait_until(opened.root.lines.rows, "the lines")

    assert not opened.reads("Today or tonight")


def test_back_goes_one_step_at_a_time(page, shelter, qtbot):
    opened = page()
    opened.choose("House B")
    opened.press("Back")
    opened.wait_for("Who is it for?")

    with qtbot.waitSignal(opened.root.left):
        opened.press("Back")


def test_ways_out_are_passed_on(page, qtbot):
    opened = page()

    for name, signal in (
        ("Pause", opened.root.pause_asked),
        ("Finish gently", opened.root.finish_asked),
        ("Opening hours", opened.root.cover_asked),
    ):
        with qtbot.waitSignal(signal):
            opened.press(name)


def test_the_sheet_for_the_person_is_written_and_said_to_be_readable_by_all(made, chosen, tmp_path):
    made.wait_for("The file is on the stick, read back and whole.")
    assert made.reads("not encrypted: whoever finds them can read them")
    chosen.path = tmp_path / "sheet.pdf"

    made.press("Print for the person")

    made.wait_for("The sheet is ready.")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_sheet_that_cannot_be_written_is_told(made, chosen, tmp_path):
    made.wait_for("The file is on the stick, read back and whole.")
    chosen.path = tmp_path / "pulled out" / "sheet.pdf"

    made.press("Print for the person")

    made.wait_for("This folder cannot be written to.")
    assert made.offers("Print for the person")

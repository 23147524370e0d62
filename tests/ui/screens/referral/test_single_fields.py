"""Field by field, and three kinds of file: what the person can say of each single answer."""

from __future__ import annotations

import pytest

from intake_app.domain.consent import BY_WORKER
from intake_app.domain.sharing import Output

ACCOUNT = "What happened"
NEED = "What is needed, and how soon"
NAME = "Name to call"


def make_it(opened, output):
    """Choose what is made, where the terms are."""
    opened.root.terms_line.change_button.click()
    opened.press(f"What is it to say?: {output}")
    opened.press("Done")


@pytest.fixture
def hurt(told):
    """Let the person have told of something that could harm most if it were seen."""
    for question, value in (("R08_gate", "yes"), ("R08", "yes"), ("R12", "yes")):
        told.answer(told.node_named(question), value).saved.result()
    told.answer(told.node_named("R08_note"), "marker-hurt", language="en").saved.result()
    return told


def test_a_yes_to_a_group_is_no_yes_to_what_could_harm_most_in_it(page, hurt, shelter):
    opened = page()
    opened.choose("House B")

    opened.say("Yes", ACCOUNT)

    opened.wait_for_leaving("marker-account")
    opened.wait_for("Ask about each of these by itself")
    assert not any("marker-hurt" in line for line in opened.leaving())


def test_what_could_harm_most_leaves_by_a_yes_of_its_own_and_a_no_takes_it_out(page, hurt, shelter):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", ACCOUNT)
    question = "What would you like others to know about this?"

    opened.say("Yes", question)
    opened.wait_for_leaving("marker-hurt")
    opened.say("No", question)

    opened.wait_for_nothing_of("marker-hurt")


def test_one_answer_of_a_group_can_be_left_out_by_keyboard(page, shelter, language):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NEED)
    opened.wait_for_leaving("marker-need")
    opened.press(f"{NEED}: 3 answers, one by one")

    rows = opened.root.lines.rows()[0].fields.rows()
    row = next(row for row in rows if row.field.view.node.endswith("R14_note"))
    row.segments().buttons()[0].setFocus()
    opened.key("2")

    opened.wait_for_nothing_of("marker-need")
    opened.wait_for_leaving("Today or tonight")


def test_a_group_of_one_field_needs_one_yes(page, shelter):
    opened = page()
    opened.choose("House B")

    opened.say("Yes", NAME)

    opened.wait_for_leaving("marker-name")
    assert not opened.reads("one by one")


def test_only_what_is_needed_offers_nothing_that_says_who_or_what_happened(page, shelter):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NEED, NAME)
    opened.wait_for_leaving("marker-name")

    make_it(opened, "Only what is needed")

    opened.wait_for_nothing_of("marker-name")
    offered = {row.line.group for row in opened.root.lines.rows()}
    assert offered <= {"need", "people", "languages", "keep-away"}
    assert opened.ticked() == [NEED]


def test_a_notification_without_a_name_has_no_free_text_and_no_number(page, told, shelter, scene):
    opened = page()
    opened.choose("House B")
    make_it(opened, "Without saying who")
    opened.say("Yes", NEED, ACCOUNT)
    opened.wait_for_leaving("Today or tonight")

    assert not any("marker" in line for line in opened.leaving())
    assert not any("Number to speak of it by" in line for line in opened.leaving())
    opened.agree()
    scene.chosen.path = scene.stick
    opened.wait_until(opened.can_make, "the file can be made")
    opened.make()

    opened.wait_for("The file is on the stick, read back and whole.")
    body = scene.packet().body
    assert body.reference == ""
    assert "marker" not in repr(body)
    assert all(answer.at is None for group in body.groups for answer in group.answers)


def test_going_back_to_a_full_file_keeps_every_answer(page, shelter):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NEED)

    make_it(opened, "Only what is needed")
    make_it(opened, "All they say yes to")

    assert opened.ticked() == [NEED]
    assert opened.root.lines.applied_to(opened.root._scope).output is Output.FULL


def test_the_ledger_says_who_explained_what_was_agreed(page, shelter, scene):
    opened = page()
    opened.choose("House B")
    opened.say("Yes", NEED)
    opened.agree()
    scene.chosen.path = scene.stick
    opened.wait_until(opened.can_make, "the file can be made")

    opened.make()

    opened.wait_for("The file is on the stick, read back and whole.")
    record = scene.worker._place.read_case(scene.case.id).consents[-1]
    assert record.text.explained_by == BY_WORKER

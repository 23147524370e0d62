"""Without the person's agreement: reached on purpose, never the default, and the least leaves."""

from __future__ import annotations

import pytest

from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import ConsentKind
from intake_app.domain.referral import SharingBasis
from intake_app.domain.sharing import Told
from tests.services.conftest import opening

WAY = "They cannot be asked, or said no, and it has to leave all the same"
NEED = "What is needed, and how soon"
HEALTH = "Health and access needs"


@pytest.fixture
def ground(page, shelter):
    """Give the screen at the page on which a decision is written down."""
    opened = page()
    opened.choose("House B")
    opened.root.terms_line.change_button.click()
    opened.press(WAY)
    opened.wait_for("Ask them first, if they can be asked.")
    return opened


def fill(opened, **changes):
    pane = opened.root.ground
    said = {
        "law": "Act 7",
        "reason": "Unconscious",
        "decided_by": "Shift lead",
        "reviewed_by": "Director",
        "not_told_because": "Unconscious",
    } | changes
    for name, text in said.items():
        getattr(pane, name).setText(text)
    opened.press("Why must it leave?: Somebody's life or body is in danger")
    opened.press("Does the person know?: Not yet: we will tell them")


def test_the_usual_way_says_nothing_of_it(page, shelter):
    opened = page()

    opened.choose("House B")

    assert not opened.reads(WAY)
    assert not opened.reads("Without their agreement")


def test_what_is_not_said_is_asked_for_and_nothing_goes_on(ground):
    fill(ground, reviewed_by="shift lead")

    ground.press("Go on with the least")

    assert "must be two people" in ground.root.ground.missing()
    assert ground.root.lines.applied_to(ground.root._scope).groups == ()


def test_the_least_leaves_with_the_ground_and_stands_in_the_ledger(ground, scene):
    fill(ground)
    ground.press("Go on with the least")
    ground.wait_for("Without their agreement")
    ground.wait_for_leaving("Today or tonight")
    assert not any("marker-name" in line for line in ground.leaving())
    assert not any("marker-keep-away" in line for line in ground.leaving())
    assert any("The person did not agree to this." in line for line in ground.leaving())
    assert not ground.offers("How did the person agree?: By voice")
    scene.chosen.path = scene.stick
    ground.wait_until(ground.can_make, "the file can be made")

    ground.make()

    ground.wait_for("The file is on the stick, read back and whole.")
    body = scene.packet().body
    assert body.terms.basis is SharingBasis.VITAL_INTEREST
    assert body.terms.told is False
    record = scene.worker._place.read_case(scene.case.id).consents[-1]
    assert (record.kind, record.manner) == (ConsentKind.SHARING, None)
    assert record.ground.told is Told.LATER


def test_more_than_the_least_needs_its_reason(ground):
    fill(ground)
    ground.press("Go on with the least")
    ground.wait_for_leaving("Today or tonight")

    ground.say("Yes", HEALTH)

    ground.wait_for("Say why more than the least must leave.")
    assert not ground.can_make()


def test_they_can_be_asked_after_all(ground):
    fill(ground)
    ground.press("Go on with the least")
    ground.wait_for("Without their agreement")
    ground.root.terms_line.change_button.click()
    ground.press(WAY)

    ground.press("Ask them after all")

    assert ground.ticked() == []
    assert ground.reads("How did the person agree?")


def test_a_child_s_best_interest_is_offered_for_a_child_alone(ground, worker, page, shelter):
    assert not ground.offers("Why must it leave?: It is best for a child")
    child = worker.conversations.begin(opening(age=AgeBranch.UNDER_18))

    opened = page(child.case)
    opened.choose("House B")
    opened.root.terms_line.change_button.click()
    opened.press(WAY)

    opened.wait_until(lambda: opened.offers("Why must it leave?: It is best for a child"), "it is")


def test_every_field_of_the_decision_has_a_name(ground):
    assert ground.nameless() == []

"""Two people make the root key on screen, name cards, take one back, and renew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.trust import RootTrust, Why
from intake_app.ui.shell.organisation import OrganisationPart

WORDS = "calm river paper lamp", "tall stone quiet bread"


def said(widget):
    """Return all that stands on a part of a page and can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def quick(surroundings):
    """Let the two passphrases cost what a test can pay."""
    return replace(surroundings, program=replace(surroundings.program, work_factor=4))


@pytest.fixture
def part(quick, opened, worker, shelter, tmp_path):
    """Give the part of the settings where two people work, with a card that was compared."""
    card = shelter.card
    worker.contacts.verify(card.fingerprint, digits_of(card.fingerprint), Checked.IN_PERSON)
    (tmp_path / "one").mkdir()
    part = opened(lambda _, profile: OrganisationPart(quick, profile), worker)
    part.root_key.click()
    opened.settle()
    return part


@pytest.fixture
def root(part):
    """Give what is folded out of it."""
    return part.root


@pytest.fixture
def founded(root, surroundings, opened, tmp_path):
    """Make the root key on the first stick."""
    surroundings.files.path = tmp_path / "one"
    root.acts.button("found").click()
    root.org.setText("North Network")
    for new, words in zip((root.new_first, root.new_second), WORDS, strict=True):
        new.swap.click()
        type_new(new, words)
    root.do.click()
    opened.settle()
    return tmp_path / "one"


def type_new(new, words):
    for field in (new.own.first, new.own.second):
        field.findChild(QLineEdit).setText(words)


def sign(root, act, opened, surroundings, folder):
    """Do one thing with the root key: both type theirs."""
    root.acts.button(act).click()
    surroundings.files.path = folder / "organisation.root"
    root.key.click()
    for field, words in zip((root.first, root.second), WORDS, strict=True):
        field.findChild(QLineEdit).setText(words)
    if root.which.buttons():
        root.which.buttons()[-1].click()
    surroundings.files.path = folder
    root.do.click()
    opened.settle()


def typed(root):
    return [line.text() for line in root.findChildren(QLineEdit) if line.echoMode().value]


def test_before_there_is_a_key_only_making_one_is_offered(root):
    shown = [button.words() for button in root.acts.buttons() if button.isVisible()]

    assert shown == ["Make a root key"]


def test_two_people_make_the_key_and_the_roster_is_ours_at_once(root, founded, worker):
    held = worker.trust.own()

    assert (held.trust, held.roster.org, held.roster.version) == (RootTrust.OWN, "North Network", 1)
    assert sorted(file.name for file in founded.iterdir()) == [
        "organisation-1.roster", "organisation.root",
    ]  # fmt: skip
    assert digits_of(held.root) in root.digits.said()
    assert not any(typed(root))
    assert root.copy.hasFocus()


def test_the_second_stick_gets_the_same_key(root, founded, surroundings, opened, tmp_path):
    root.copy.click()
    opened.settle()
    assert "first copy lies there" in said(root)
    other = tmp_path / "two"
    other.mkdir()
    surroundings.files.path = other

    root.copy.click()
    opened.settle()

    name = "organisation.root"
    assert (other / name).read_bytes() == (founded / name).read_bytes()
    assert "Both sticks" in said(root)


def test_a_card_that_was_compared_is_added_and_taken_back(
    root, founded, worker, surroundings, opened
):
    sign(root, "add", opened, surroundings, founded)
    (member,) = worker.trust.own().roster.members
    sign(root, "revoke", opened, surroundings, founded)

    roster = worker.trust.own().roster
    assert (roster.version, roster.members) == (3, ())
    assert [(r.card, r.why) for r in roster.revoked] == [(member.card, Why.LOST)]
    assert not any(typed(root))
    assert root.send.hasFocus()
    assert worker.publishing.readers() == []  # nothing goes to that computer any more


def test_it_is_said_what_taking_a_card_back_does_not_do(root, founded, opened):
    root.acts.button("revoke").click()

    assert "does not bring back what was on that computer" in said(root)


def test_a_wrong_passphrase_signs_nothing_and_is_forgotten(
    root, founded, worker, surroundings, opened
):
    root.acts.button("renew").click()
    surroundings.files.path = founded / "organisation.root"
    root.key.click()
    for field in (root.first, root.second):
        field.findChild(QLineEdit).setText(WORDS[0])
    surroundings.files.path = founded
    root.do.click()
    opened.settle()

    assert root.problem.said()
    assert worker.trust.own().roster.version == 1
    assert not any(typed(root))
    assert root.form.isVisible()


def test_the_roster_is_renewed_and_the_key_replaced(root, founded, worker, surroundings, opened):
    sign(root, "renew", opened, surroundings, founded)
    root.acts.button("replace").click()
    surroundings.files.path = founded / "organisation.root"
    root.key.click()
    for field, words in zip((root.first, root.second), WORDS, strict=True):
        field.findChild(QLineEdit).setText(words)
    for new, words in zip((root.new_first, root.new_second), reversed(WORDS), strict=True):
        type_new(new, words)
    before = worker.trust.own().root
    surroundings.files.path = founded
    root.do.click()
    opened.settle()

    held = worker.trust.own()
    assert (held.roster.version, held.root != before) == (3, True)
    assert (founded / "organisation-new.root").is_file()


def test_what_is_half_typed_is_forgotten_when_the_part_is_left(root, founded):
    root.acts.button("renew").click()
    root.first.findChild(QLineEdit).setText(WORDS[0])

    root.hide()

    assert not any(typed(root))
    assert not root.form.isVisibleTo(root)


def test_nothing_is_done_before_all_is_filled_in(root, founded, opened):
    root.acts.button("renew").click()
    root.do.click()
    assert "file first" in root.problem.said()
    root.acts.button("add").click()
    root.do.click()

    assert "which one" in root.problem.said()

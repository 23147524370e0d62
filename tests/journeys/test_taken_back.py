"""Taking back between two offices that share nothing but a stick, each in its own language."""

from __future__ import annotations

import pytest

from intake_app.domain.message import M
from intake_app.domain.packet_bodies import Outcome, ReceiptStatus
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.direction import without_isolates
from tests.pages.hands import Hands
from tests.services.conftest import opening, share

pytestmark = pytest.mark.e2e

WITHDRAWAL = 4
MARKER = "Marker-7Q"


@pytest.fixture
def accepted(profile, stick):
    """Give a person whose referral the shelter has accepted; both offices are closed."""
    team, shelter = profile("team"), profile("shelter")
    receiver = team.contacts.add(shelter.contacts.own_file())
    shelter.contacts.add(team.contacts.own_file())
    live = team.conversations.begin(opening())
    live.answer(live.node_named("R19"), MARKER, language="ti").saved.result()
    share(team, live.case.id, receiver, "need", "name")
    record = team.referrals.make(live.case.id, receiver)
    team.referrals.send(record.id, stick)
    shelter.inbox.open_stick([stick])
    shelter.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    shelter.inbox.send_answers(stick)
    team.inbox.open_stick([stick])
    for office in (team, shelter):
        office.close()
    return live.case, record


def in_arabic(words, **values):
    """Return what the desk reads in place of English words."""
    said = Catalog("ar").text(M(words, **values))
    assert said != words
    return without_isolates(said)


def taken_back(team, case):
    """Stop sharing and put the notice on the only stick; return how many steps it took."""
    hands = Hands()
    team.open_person(case.code)
    team.press("Stop sharing")
    team.press("Put the notice on a stick…")
    team.wait_for("The notice is on the stick")
    return hands.rest()


def opened_in_arabic(shelter):
    """Have the desk open the stick in its own language."""
    shelter.go("Settings")
    shelter.press("\u0627\u0644\u0639\u0631\u0628\u064a\u0629")
    shelter.go(in_arabic("Today"))
    shelter.press(f"{in_arabic('Open a stick')}: {in_arabic('Open')}")
    shelter.wait_for(in_arabic("The person has taken this back."))


def answer_written(shelter, stick):
    shelter.press(in_arabic("Write to {place}", place=stick.name))
    shelter.wait_until(lambda: shelter.root.profile.inbox.unsent() == 0, "the answer on the stick")


def test_what_is_taken_back_is_erased_and_the_person_can_read_it(started, accepted, stick):
    case, record = accepted
    team = started("team")
    steps = taken_back(team, case)
    team.close()

    shelter = started("shelter")
    opened_in_arabic(shelter)
    shelter.press(in_arabic("Erase it here, and answer: erased"))
    answer_written(shelter, stick)
    kept = shelter.root.profile._place.do(lambda unit: unit.packets.get(record.id))
    shelter.close()

    team = started("team")
    team.press("Open a stick: Open")
    team.wait_for("answer is in")
    team.open_person(case.code)
    team.wait_for("They say that all of it is erased.")
    team.press("What is written, and who has it")
    team.wait_for(MARKER)

    assert steps <= WITHDRAWAL
    assert (kept.envelope, kept.inner, kept.inside) == (b"", b"", b"")
    (holder,) = team.root.profile.taking_back.now(case.id).holders
    assert holder.answer.outcome is Outcome.ERASED


def test_what_a_law_keeps_is_listed_with_the_law(started, accepted, stick):
    case, _ = accepted
    team = started("team")
    taken_back(team, case)
    team.wait_for("They have not answered yet.")
    team.close()

    shelter = started("shelter")
    opened_in_arabic(shelter)
    shelter.press(in_arabic("We must keep it"))
    shelter.press(in_arabic("Answer that it is kept"))
    shelter.wait_for(in_arabic("Name the law: without one, it has to be erased."))
    shelter.fill(
        in_arabic("The law that has it kept, and for how long"), "Health records act, 10 y"
    )
    shelter.press(in_arabic("Answer that it is kept"))
    answer_written(shelter, stick)
    shelter.close()

    team = started("team")
    team.press("Open a stick: Open")
    team.wait_for("answer is in")
    team.open_person(case.code)
    team.wait_for("They say that it is kept, by this law: Health records act, 10 y.")

    assert not team.reads("They have not answered yet.")

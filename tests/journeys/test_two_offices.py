"""Two organisations that share nothing but a stick, one working in English, one in Arabic."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from intake_app.domain.message import M, Message
from intake_app.domain.packet import REFERRALS, Direction, PacketKind
from intake_app.domain.packet_bodies import Outcome
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.direction import without_isolates
from intake_app.services.contacts import OwnOffice
from tests.journeys import story
from tests.journeys.conftest import PIN
from tests.pages.hands import Hands
from tests.pages.office import Office
from tests.pages.talk import Talk
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE

pytestmark = pytest.mark.e2e

RECEIVE_ACCEPT_ANSWER = 3
STOP_SHARING = 4
NAME = "Name to call"
LANGUAGES = "Languages"
SELAM = "Selam-7Q"


def in_arabic(words, **values):
    """Return what the desk reads in place of English words."""
    message = words if isinstance(words, Message) else M(words, **values)
    said = Catalog("ar").text(message)
    assert said != words
    return without_isolates(said)


class Desk(Office):
    """The shelter, whose program speaks Arabic; it is asked for in English words."""

    def start(self):
        super().start()
        self.go("Settings")
        self.press("\u0627\u0644\u0639\u0631\u0628\u064a\u0629")
        self.go(in_arabic("Today"))
        self.wait_for_words("Start a conversation")

    def press_words(self, words, **values):
        self.press(in_arabic(words, **values))

    def wait_for_words(self, words, **values):
        self.wait_for(in_arabic(words, **values))

    def open_the_stick(self):
        self.press(f"{in_arabic('Open a stick')}: {in_arabic('Open')}")

    def write_answers(self, stick):
        self.press_words("Write to {place}", place=stick.name)
        self.wait_until(lambda: self.root.profile.inbox.unsent() == 0, "the answers on the stick")


@pytest.fixture
def person(program, profile, tmp_path):
    """Give the code of a person whom the team wrote down; the offices hold each other's card."""
    team = profile("team")
    shelter = program.profiles.create(tmp_path / "shelter", PASSPHRASE, language="ar")
    shelter.choose_pin(PIN)
    shelter.contacts.make_own(OwnOffice(name="shelter", languages=("ar",)))
    team.contacts.add(shelter.contacts.own_file())
    shelter.contacts.add(team.contacts.own_file())
    live = team.conversations.begin(opening())
    for name, value in (("R15", "safe-place"), ("R16", "24h"), ("R19", SELAM)):
        live.answer(live.node_named(name), value, language="ti").saved.result()
    for office in (team, shelter):
        office.close()
    return live.case


@pytest.fixture
def desk(journey, program, tmp_path):
    """Give the way to start the program at the shelter."""
    made = []

    def start():
        made.append(Desk(program, tmp_path / "shelter", PASSPHRASE.reveal().decode()))
        made[-1].start()
        return made[-1]

    yield start
    for office in made:
        office.close()


def refer(team, person, *groups):
    """Have the person agree to share these lines, and put the file on the only stick."""
    team.open_person(person.code)
    team.press("Refer")
    talk = Talk(team)
    talk.wait_for("Who is it for?")
    talk.press("shelter: Choose")
    talk.wait_for("Exactly this leaves")
    for group in groups:
        talk.press(f"{group}: Yes")
    talk.press("By voice")
    talk.press("Make the file")
    talk.press("Take this folder")
    talk.wait_for("The file is on the stick, read back and whole.")
    talk.press("Back")
    talk.wait_for("Who is it for?")
    talk.press("Back")
    team.wait_until(lambda: team.offers("People"), "the pages of the office")


def accepted(shelter, stick):
    """Have the desk receive, accept and answer; return what it read before, and the steps."""
    hands = Hands()
    shelter.open_the_stick()
    shelter.wait_for_words("The rest opens when you accept, and the sender is told.")
    before = shelter.texts()
    shelter.press_words("Accept")
    shelter.wait_for(SELAM)
    shelter.write_answers(stick)
    return before, hands.rest()


def stopped(team, person):
    """Have the team stop sharing; return the steps, with finding the person."""
    hands = Hands()
    team.open_person(person.code)
    team.press("Stop sharing")
    team.wait_for("Sharing has stopped.")
    return hands.rest()


def moved(stick, elsewhere):
    """Return another folder with what lies on the stick, which is empty then."""
    shutil.copytree(stick, elsewhere)
    for path in stick.iterdir():
        shutil.rmtree(path)
    return elsewhere


def held(office):
    """Return the packets that came in, the latest first."""
    return office.root.profile._place.do(lambda unit: unit.packets.find(direction=Direction.IN))


def test_from_the_blind_preview_to_the_receipt_that_all_is_erased(started, desk, person, stick):
    team = started("team")
    refer(team, person, story.NEED, NAME)
    team.close()

    shelter = desk()
    before, steps = accepted(shelter, stick)
    shelter.press_words("The person is there")
    shelter.write_answers(stick)
    shelter.close()

    team = started("team")
    team.press("Open a stick: Open")
    team.wait_for("2 answers are in.")
    team.go("Today")
    team.wait_for("shelter: the person is there.")
    refer(team, person, story.NEED, NAME, LANGUAGES)
    team.close()

    shelter = desk()
    before_update, _ = accepted(shelter, stick)
    shelter.wait_for("\u1275\u130d\u122d\u129b")
    shelter.close()

    team = started("team")
    team.press("Open a stick: Open")
    team.wait_for("1 answer is in.")
    steps_to_stop = stopped(team, person)
    team.press("Put the notice on a stick\u2026")
    team.wait_for("The notice is on the stick")
    team.close()

    shelter = desk()
    shelter.open_the_stick()
    shelter.wait_for_words("The person has taken this back.")
    shelter.go(in_arabic("Today"))
    shelter.wait_until(lambda: len(shelter.root.profile.recalling.awaited()) == 1, "one waits")
    shelter.press_words("See")
    shelter.press_words("Erase it here, and answer: erased")
    shelter.write_answers(stick)
    kept = held(shelter)
    shelter.close()

    team = started("team")
    team.press("Open a stick: Open")
    team.wait_for("2 answers are in.")
    team.open_person(person.code)
    team.wait_for("They say that all of it is erased.")

    assert steps <= RECEIVE_ACCEPT_ANSWER
    assert steps_to_stop <= STOP_SHARING
    assert not any(SELAM in text for text in (*before, *before_update))
    referrals = [record for record in kept if record.kind in REFERRALS]
    assert [record.kind for record in referrals] == [PacketKind.UPDATE, PacketKind.REFERRAL]
    assert {(r.envelope, r.inner, r.inside) for r in referrals} == {(b"", b"", b"")}
    (holder,) = team.root.profile.taking_back.now(person.id).holders
    assert holder.answer.outcome is Outcome.ERASED


def test_a_stop_that_is_undone_before_the_stick_goes_is_heard_of_by_nobody(
    started, desk, person, stick
):
    team = started("team")
    refer(team, person, story.NEED, NAME)
    stopped(team, person)
    team.press("Undo")
    team.wait_for("The person has agreed that some of it is shared.")
    waiting = team.root.profile.inbox.unsent()
    team.close()

    shelter = desk()
    before, _ = accepted(shelter, stick)
    shelter.close()
    team = started("team")
    team.press("Open a stick: Open")
    team.wait_for("1 answer is in.")
    team.go("Today")
    team.wait_for("shelter accepted.")

    assert waiting == 0
    assert not any(in_arabic("The person has taken this back.") in text for text in before)
    (holder,) = team.root.profile.taking_back.now(person.id).holders
    assert (holder.in_force, holder.notice, holder.answer) == (True, None, None)


def test_in_whatever_order_and_however_often_the_sticks_come_it_ends_the_same(
    started, desk, person, stick, tmp_path
):
    sticks = [tmp_path / f"stick {number}" for number in range(3)]
    team = started("team")
    refer(team, person, story.NEED, NAME)
    moved(stick, sticks[0])
    refer(team, person, story.NEED, NAME, LANGUAGES)
    moved(stick, sticks[1])
    stopped(team, person)
    team.press("Put the notice on a stick\u2026")
    team.wait_for("The notice is on the stick")
    moved(stick, sticks[2])
    team.close()

    shelter = desk()
    for number, in_then in ((2, 2), (1, 3), (2, 3), (0, 4), (1, 4)):
        shutil.copytree(sticks[number], stick, dirs_exist_ok=True)
        shelter.go(in_arabic("Today"))
        shelter.open_the_stick()
        shelter.wait_until(lambda: shelter.offers(in_arabic("Open one file")), "opened")
        assert len(held(shelter)) == in_then
    shelter.wait_for_words("The person has taken this back.")
    awaited = shelter.root.profile.recalling.awaited()
    shelter.press_words("Erase it here, and answer: erased")
    shelter.write_answers(stick)
    left = shelter.root.profile.recalling.awaited()
    shelter.close()

    team = started("team")
    for _ in range(2):
        team.go("Today")
        team.press("Open a stick: Open")
        team.wait_until(lambda: team.offers("Open one file"), "opened")
    team.open_person(person.code)
    team.wait_for("They say that all of it is erased.")

    assert len(awaited) == 1
    assert left == []
    assert Counter(record.kind for record in held(team)) == {PacketKind.ERASURE_ANSWER: 2}

"""How many keys and clicks the four ways take that must be short (screens, "Steps that count").

Each is gone through the real windows, as someone goes who knows them. All that hands
do is counted, the clicks in the dialog of files too.
"""

from __future__ import annotations

import pytest

from tests.journeys import story
from tests.pages.hands import Hands
from tests.pages.services import take_in_services
from tests.pages.talk import Talk
from tests.services.conftest import opening, share

pytestmark = pytest.mark.e2e

JUST_HELP = 4
CONVERSATION = 45
ANSWER = 3
STOP_SHARING = 4

QUESTIONS = {
    "Is there something you need before we talk?": "1",
    "different from what you were told it would be?": "2",
    "Do you get the money you earn?": "2",
    "Is there a debt you have to work for?": "2",
    "Who has your papers and your phone now?": "4",
    "If you wanted to stop or leave, what would happen?": "2",
    "Does someone else decide about your day?": "2",
    "Were you told what to say": "9",
    "May I ask them?": "2",
    "Which help would you like?": "1",
    "How soon is help needed?": "1",
}
"""Ten questions as they follow one another, each with the key of its answer, and one gate."""


@pytest.fixture
def offices(profile):
    """Give a team with a few people of whom the first shares something with a shelter."""
    team, shelter = profile("team"), profile("shelter")
    receiver = team.contacts.add(shelter.contacts.own_file())
    shelter.contacts.add(team.contacts.own_file())
    shelter.close()
    talks = [team.conversations.begin(opening()) for _ in range(5)]
    for live in talks:
        live.answer(live.node_named("R15"), "safe-place").saved.result()
    share(team, talks[0].case.id, receiver, "need")
    record = team.referrals.make(talks[0].case.id, receiver)
    yield team, talks[0].case, record
    team.close()


def test_every_key_and_click_counts_once_however_many_hear_of_it(journey, tmp_path):
    office = journey(tmp_path / "new", "four blue lamps by a river")
    office.show()
    office.wait_until(lambda: office.offers("Next"), "the first page")
    hands = Hands()

    office.press("Next")
    office.type("abc")
    office.key("Ctrl+L")
    office.key("F9")

    assert hands.rest() == 6


def test_just_help_takes_four(profile, started, tmp_path):
    team = profile("team")
    take_in_services(team, tmp_path)
    team.close()
    office = started("team")
    hands = Hands()

    office.press("Just help: Open")
    office.press("A doctor")
    office.press("Card")
    office.wait_for("Call first:")

    assert hands.rest() <= JUST_HELP


@pytest.fixture
def known(profile, started):
    """Give an office that knows a shelter, and an interpreter from a talk before."""
    team, shelter = profile("team"), profile("shelter")
    team.contacts.add(shelter.contacts.own_file())
    for made in (team, shelter):
        made.close()
    office = started("team")
    before = office.talk()
    before.agree("Ctrl+3", "You write it down.", interpreter="Interpreter A")
    before.finish()
    before.leave()
    return office


def begin_with_the_same_interpreter(talk):
    talk.wait_for("Can we talk safely here, now?")
    talk.keys("1", "1", "1", "Return")
    talk.wait_for("Same as last time")
    talk.keys("1", "1", "Return")
    talk.wait_for("Talk with me now")
    talk.keys("1", "1", "1")
    talk.press("By voice")
    talk.press("Next")
    talk.wait_for("You can stop here.")


def test_ten_questions_and_a_referral_with_a_known_interpreter_take_forty_five(known, stick):
    talk = Talk(known)
    hands = Hands()

    known.press("Start a conversation: Begin")
    begin_with_the_same_interpreter(talk)
    for question, answer in QUESTIONS.items():
        talk.wait_for(question)
        talk.keys(answer, "Return")
    talk.finish()
    talk.share("shelter", story.NEED, story.PEOPLE)
    talk.press("Take this folder")
    talk.wait_for("The file is on the stick, read back and whole.")

    assert hands.rest() <= CONVERSATION
    assert len(list(stick.rglob("*.age"))) == 1


def test_receiving_accepting_and_answering_takes_three(offices, started, stick):
    team, _, record = offices
    team.referrals.send(record.id, stick)
    shelter = started("shelter")
    hands = Hands()

    shelter.press("Open a stick: Open")
    shelter.press("Accept")
    shelter.press(f"Write to {stick.name}")
    shelter.wait_for("1 answer is written and read back.")

    assert hands.rest() <= ANSWER
    assert len(list(stick.rglob("*.age"))) == 2


def test_stopping_what_is_shared_takes_four_with_finding_the_person(offices, started):
    team, case, _ = offices
    team.close()
    office = started("team")
    hands = Hands()

    office.open_person(case.code)
    office.press("Stop sharing")
    office.wait_for("Sharing has stopped.")

    assert hands.rest() <= STOP_SHARING
    assert not office.root.profile.taking_back.now(case.id).is_shared

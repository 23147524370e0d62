"""Situations of one meeting: S03, S04, S09, S14, S17 and S18 (docs/scenarios.md)."""

from __future__ import annotations

import pytest

from intake_app.domain.answer import EventKind
from intake_app.domain.case import AgeBranch, Mode
from intake_app.domain.consent import ON_TURNED_SCREEN, Manner
from intake_app.i18n.texts import agreement
from intake_app.services.forms import NEEDS_FORM
from intake_app.services.recording_list import wanted
from tests.journeys import story
from tests.pages.opening import OpeningPage
from tests.pages.person import TurnedPage
from tests.pages.services import take_in_services
from tests.pages.talk import Talk
from tests.pages.urgent import DangerPage, DisclosurePage
from tests.voices import Loudspeaker, pack, row, wav

pytestmark = pytest.mark.e2e

MAYBE, UNDER_18 = "2", "3"
AS_GIVEN = "\u0905\u0938\u094b\u091c \u0968\u0966\u096d\u096f, Asoj 2079"


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kept(office):
    """Return the one person of an office, with the agreements and the journal."""
    profile = office.root.profile
    (line,) = profile.conversations.lines()
    events = profile._place.read_interview(line.interview.id).events
    return line, profile._place.read_case(line.case.id).consents, events


def record_everything(profile, tmp_path):
    """Take in a tone for each text in Tigrinya, told apart by its length; by their words."""
    listed = wanted("ti", profile._place.forms)
    rows = [row(each.key, each.words, file=f"{n}.wav") for n, each in enumerate(listed)]
    place = tmp_path / "voices.zip"
    place.write_bytes(pack(rows, {each[2]: wav(40 + n) for n, each in enumerate(rows)}))
    profile.recordings.apply(profile.recordings.read(place))
    return {each.words: wav(40 + n) for n, each in enumerate(listed)}


@pytest.fixture
def team(profile, started, tmp_path):
    """Give an office that is open at Today, with services near here and a shelter's card."""
    made, shelter = profile("team"), profile("shelter")
    take_in_services(made, tmp_path)
    made.contacts.add(shelter.contacts.own_file())
    shelter.contacts.add(made.contacts.own_file())
    made.close()
    shelter.close()
    return started("team")


@pytest.fixture
def desk(started, stick):
    """Give the way to open at the shelter what lies on the stick, and to read it."""

    def read():
        shelter = started("shelter")
        shelter.press("Open a stick: Open")
        shelter.wait_for("1 referral is in.")
        return shelter

    return read


def of_a_child(office, age):
    """Begin with someone who is, or may be, under 18; the first question is in sight."""
    office.talk()
    opening = OpeningPage(office.root)
    opening.wait_for("Can we talk safely here, now?")
    opening.safe_here(age=age)
    opening.wait_for("Do not ask what happened.")
    opening.wait_for("Whom to call about a child or a guardian")
    told = "\n".join(opening.texts())
    opening.press("Ask only what is needed now")
    opening.agree()
    talk = Talk(office)
    talk.wait_for("You can stop here.")
    return talk, told


def test_s03_one_thing_is_wanted_and_no_questions_so_nothing_is_kept(team):
    before = files_of(team.folder)

    team.press("Just help: Open")
    team.press("Call someone")
    team.wait_for("No service for this is in the directory.")
    team.press("A doctor")
    team.wait_for("confirmed")
    team.press("Card")
    team.wait_for("Call first:")
    team.press("Today")
    team.wait_for("Nothing is waiting.")

    assert files_of(team.folder) == before


def test_s03_one_need_is_written_down_and_nothing_else_has_to_be(team):
    talk = team.talk()
    opening = OpeningPage(team.root)
    opening.wait_for("Can we talk safely here, now?")
    opening.safe_here()
    opening.agree()
    talk.wait_for("Is there something you need before we talk?")
    talk.key("7")
    talk.wait_saved()
    talk.finish()
    talk.leave()

    line, _, events = kept(team)
    said = [event for event in events if event.kind is EventKind.ANSWERED]
    assert [event.value for event in said] == ["call"]
    assert line.case.mode is Mode.WITHOUT_NAME
    assert line.interview.participants == ()


def test_s04_looks_younger_than_they_say_and_is_treated_as_maybe_under_18(team, desk, stick):
    talk, told = of_a_child(team, MAYBE)
    adult = [topic for topic in ("Work", "Money", "Freedom", "Danger") if talk.offers(topic)]
    talk.key("1")
    talk.wait_saved()
    talk.finish()
    talk.share("shelter", story.NEED, story.PEOPLE)
    talk.press("Take this folder")
    talk.wait_for("The file is on the stick, read back and whole.")
    line, _, events = kept(team)
    team.close()

    shelter = desk()

    assert "If you are not sure of the age, act as if the person is under 18." in told
    assert "Call your child-protection lead now" in told
    assert "Ask who is responsible for them here" in told
    assert "a guardian has to be appointed" in told
    assert adult == []
    assert line.interview.form_id == NEEDS_FORM
    assert line.case.age is AgeBranch.MAYBE_UNDER_18
    assert not [e for e in events if e.value and e.value.isdecimal()]  # no number was made of it
    assert shelter.reads("Maybe under 18")


def test_s09_a_child_says_something_grave_no_question_follows_and_the_lead_is_told(team):
    talk, _ = of_a_child(team, UNDER_18)
    card = DisclosurePage(team.root)
    card.open()
    card.wait_for("Ask for no details.")
    told = "\n".join(card.texts())
    card.type("He came into my room at night")
    card.press("Go on with what is needed now")
    talk.wait_for("What do you need right now?")
    talk.wait_saved()
    read_on = talk.reads("night")
    offered = [topic for topic in ("Work", "Danger", "Health") if talk.offers(topic)]
    talk.finish()
    talk.leave()
    team.wait_for("tell the lead")
    day = "\n".join(team.texts())
    team.press("Told")
    team.wait_for("the lead was told, today")

    _, _, events = kept(team)
    said = [event.value for event in events if event.kind is EventKind.DISCLOSURE]
    assert said == ["He came into my room at night"]
    assert "Afterwards call your child-protection lead, today." in told
    assert offered == []
    assert not read_on
    assert "night" not in day
    assert "child" not in day


def test_s14_a_date_in_another_calendar_stays_as_given_with_a_range_beside_it(team, desk, stick):
    talk = team.talk()
    talk.agree("Ctrl+3", "You write it down.")
    talk.topic("Work", "different from what you were told it would be?")
    talk.choose("1")
    talk.on("What is different?")
    talk.type(AS_GIVEN)
    talk.in_another_calendar("Nepal (Bikram Sambat)", "2079", month="Asoj \u0905\u0938\u094b\u091c")
    talk.wait_for("between 17 Sept 2022 and 17 Oct 2022")
    talk.wait_saved()
    node, stored = talk.answer_in_sight()
    talk.finish()
    talk.share("shelter", "What happened")
    talk.press("Take this folder")
    talk.wait_for("The file is on the stick, read back and whole.")
    team.close()

    shelter = desk()
    shelter.press("Accept")
    shelter.wait_for("1 answer is made and signed.")

    assert (node, stored) == ("/data/work/R03_note", AS_GIVEN)
    shelter.wait_for(AS_GIVEN)
    assert shelter.reads("between 17 Sept 2022 and 17 Oct 2022")


def test_s14_the_range_is_taken_away_again_and_the_words_stay(team):
    talk = team.talk()
    talk.agree("Ctrl+3", "You write it down.")
    talk.topic("Work", "different from what you were told it would be?")
    talk.choose("1")
    talk.on("What is different?")
    talk.type(AS_GIVEN)
    talk.in_another_calendar("Ethiopia and Eritrea", "2014", month="", day="5")
    no_month = talk.reads("and the month if there is a day")
    talk.press("Month, if it is known: Meskerem \u1218\u1235\u12a8\u1228\u121d")
    talk.wait_for("That is between 14 Sept 2021 and 16 Sept 2021")
    talk.press("Keep it beside the answer")
    talk.wait_for("Take the date away")

    talk.press("Take the date away")
    talk.wait_saved()

    assert no_month
    assert not talk.reads("14 Sept 2021")
    assert talk.text_in_hand() == AS_GIVEN


def test_s17_a_person_who_cannot_read_agrees_by_listening_and_a_mark(team):
    talk = team.talk()
    opening = OpeningPage(team.root)
    opening.wait_for("Can we talk safely here, now?")
    opening.safe_here(company="1")
    opening.wait_for("Is it all right that this person interprets?")
    opening.new_interpreter("Interpreter A")
    opening.wait_for("Talk with me now")
    asked_of_person = "\n".join(opening.texts())
    talk.keys("1", "1", "1")
    talk.fill("In your own words: what did we agree?", "You write, nobody else reads it.")
    talk.press("With a mark")
    talk.press("Next")
    talk.wait_for("You can stop here.")

    _, consents, _ = kept(team)
    agreed = consents[-1]
    assert agreed.manner is Manner.MARK
    assert agreed.in_own_words == "You write, nobody else reads it."
    assert agreed.text.rendered_by == "Interpreter A"
    assert "Interpreter A says it in" in asked_of_person


def test_s17_the_agreement_is_heard_by_who_cannot_read_and_silent_under_the_cover(team, tmp_path):
    profile = team.root.profile
    recorded = record_everything(profile, tmp_path)
    loud = Loudspeaker()
    team.root.surroundings.sound._find = lambda: loud
    talk = team.talk()
    talk.wait_for("Can we talk safely here, now?")
    talk.keys("1", "1")
    talk.press("Next")
    talk.wait_for("Talk with me now")
    talk.key("Ctrl+3")
    talk.press("Turn the screen")
    person = TurnedPage(team.root)
    person.wait_until(person.is_turned, "turned")
    person.key("F6")
    person.wait_until(lambda: bool(loud.played), "heard")
    team.cover_and_return()
    was_silent, pages = loud.silenced, []
    while person.is_turned():
        before = len(loud.played)
        pages.append(person.words_of_page())
        person.page().spoken.button.click()
        person.wait_until(lambda seen=before: len(loud.played) > seen, "heard")
        heard = person.heard_from(loud)[before:]
        assert heard[: len(pages[-1])] == [recorded[words] for words in pages[-1]]
        if person.rows():
            person.rows()[0].click()  # as a finger does: the first is the yes that was heard
        person.press(person.words_of_foot()[-1])
    talk.press("With a mark")
    talk.press("Next")
    talk.wait_for("You can stop here.")

    _, consents, _ = kept(team)
    assert was_silent == 1
    assert len(pages) == len(agreement("ti").paragraphs) + 3
    assert consents[-1].manner is Manner.MARK
    assert consents[-1].text.explained_by == ON_TURNED_SCREEN


def test_s18_words_of_not_wanting_to_live_have_a_card_that_stays_until_something_is_done(team):
    talk = team.talk()
    talk.agree("Ctrl+3", "You write it down.")
    talk.topic("Work", "different from what you were told it would be?")
    talk.choose("1")
    talk.on("What is different?")
    talk.type("I do not want to be alive")
    card = DangerPage(team.root)
    card.open()
    card.wait_for("use your emergency number first.")
    card.key("Escape")
    card.back()
    refused = card.reads("Say first what was done, or why nothing is needed.")
    team.cover_and_return()
    still_there = card.reads("use your emergency number first.")
    card.did("Stayed with the person")
    card.back()
    talk.wait_for("What is different?")
    talk.wait_saved()

    _, _, events = kept(team)
    done = [event for event in events if event.kind is EventKind.DANGER]
    assert refused
    assert still_there
    assert [event.value for event in done] == ["stayed"]
    assert talk.text_in_hand() == "I do not want to be alive"

"""The whole job between two offices, through their real windows and one stick."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.e2e

NEED = "What is needed, and how soon"
PEOPLE = "Adults and children, by age band"


def get_to_know_each_other(team, shelter, stick):
    """Set both offices up and let the team take in the shelter's card."""
    shelter.set_up("House B")
    shelter.save_card(stick / "house-b.card")
    shelter.close()
    team.set_up("Team A", "Call by day")
    team.add_card(stick / "house-b.card", "House B")
    team.save_card(stick / "team-a.card")


def say_what_is_different(talk):
    """Type an answer, with the languages swapped in the middle of a letter."""
    talk.topic("Work", "different from what you were told it would be?")
    talk.choose("1")
    talk.on("What is different?")
    talk.type("they said ")
    talk.compose("\u1235")
    talk.key("Ctrl+L")
    talk.wait_for("\u1235\u122b\u1215")  # the topics are in the other language now
    talk.commit("\u1235\u122b")
    talk.type(" in a shop")


def say_what_is_needed(talk):
    """Answer what would help, how soon, and who comes along."""
    talk.topic("What next", "What would you like to happen next?")
    talk.choose("4")
    talk.on("Which help would you like?")
    talk.choose("1")
    talk.on("How soon is help needed?")
    talk.choose("1")
    talk.on("Does anyone come with you?")
    talk.choose("2")
    talk.wait_saved()


def rest_a_while(talk):
    """Pause, see no question, and go back to the topics."""
    talk.key("F8")
    talk.wait_until(lambda: not talk.reads("Does anyone come with you?"), "a calm page")
    talk.press_part("Another topic")
    talk.wait_for("No question now")


def test_from_the_first_run_to_the_answer_that_says_accepted(journey, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    shelter = journey(tmp_path / "shelter", "seven grey boats in the rain")
    team = journey(tmp_path / "team", "four blue lamps by a river")
    get_to_know_each_other(team, shelter, stick)

    talk = team.talk()
    talk.agree("Ctrl+3", "You write it down for me.", interpreter="Interpreter A")
    say_what_is_different(talk)
    typed = talk.text_in_hand()
    talk.key("Ctrl+L")
    team.cover_and_return()
    say_what_is_needed(talk)
    rest_a_while(talk)
    talk.finish()
    talk.press("Read back what was written")
    talk.wait_for("they said \u1235\u122b in a shop")
    talk.share("House B", NEED, PEOPLE)
    team.take_folder(stick)
    talk.wait_for("The file is on the stick, read back and whole.")
    talk.leave_after_sharing()
    team.wait_for("House B has not answered since")
    team.close()

    shelter.start()
    shelter.add_card(stick / "team-a.card", "Team A")
    shelter.open_stick(stick)
    shelter.wait_for("1 referral is in.")
    shelter.wait_for("A safe place to sleep")
    read = "\n".join(shelter.texts())
    shelter.fill("A word with your answer, if you like: from when, or who else may help", "Tonight")
    shelter.press("Accept")
    shelter.wait_for("1 answer is made and signed.")
    shelter.press("Write to stick")
    shelter.wait_for("1 answer is written and read back.")
    shelter.close()

    team.start()
    team.open_stick(stick)
    team.wait_for("1 answer is in.")
    team.go("Today")
    team.wait_for("House B accepted: Tonight")

    assert typed == "they said \u1235\u122b in a shop"
    assert "in a shop" not in read

"""The whole job, told once: two offices, one conversation, one stick, one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pages.office import Office
    from tests.pages.talk import Talk

NEED = "What is needed, and how soon"
PEOPLE = "Adults and children, by age band"
KEEP_AWAY = "Who must not know where"
NOTE_WITH_ANSWER = "A word with your answer, if you like: when to come, or who else may help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What people say and write in the story, where they are free in their words."""

    agreed: str = "You write it down for me."
    interpreter: str = "Interpreter A"
    different: str = "they said \u1235\u122b in a shop"
    note: str = "said twice"
    name: str = "Selam"
    keep_away: str = "the uncle"
    purpose: str = "a bed for tonight"
    from_shelter: str = "Tonight"


def get_to_know_each_other(team: Office, shelter: Office, stick: Path) -> None:
    """Set both offices up; the team takes the shelter's card, its own lies on the stick."""
    shelter.set_up("House B")
    shelter.save_card(stick / "house-b.card")
    shelter.close()
    team.set_up("Team A", "Call by day")
    team.add_card(stick / "house-b.card", "House B")
    team.save_card(stick / "team-a.card")


def begin(team: Office, words: Words) -> Talk:
    """Begin with an interpreter, in English and Tigrinya."""
    talk = team.talk()
    talk.agree("Ctrl+3", words.agreed, interpreter=words.interpreter)
    return talk


def say_what_is_different(talk: Talk, words: Words) -> None:
    """Type an answer, with the languages swapped in the middle of it and of a letter."""
    talk.topic("Work", "different from what you were told it would be?")
    talk.choose("1")
    talk.on("What is different?")
    half = len(words.different) // 2
    talk.type(words.different[:half])
    talk.compose(words.different[half])
    talk.key("Ctrl+L")
    talk.wait_for("\u1235\u122b\u1215")  # the topics are in the other language now
    talk.commit(words.different[half])
    talk.type(words.different[half + 1 :])


def say_what_is_needed(talk: Talk, words: Words) -> None:
    """Answer what would help, how soon, who comes along, and what to be careful about."""
    talk.topic("What next", "What would you like to happen next?")
    talk.choose("4")
    talk.on("Which help would you like?")
    talk.choose("1")
    talk.note(words.note)
    talk.on("How soon is help needed?")
    talk.choose("1")
    talk.on("Is anyone else in danger now")
    talk.on("Does anyone come with you?")
    talk.choose("2")
    talk.on("Which languages would you like to speak?")
    talk.on("What may we call you?")
    talk.type(words.name)
    talk.on("How can we reach you safely?")
    talk.on("Who must not know where you are?")
    talk.type(words.keep_away)
    talk.on("What should people know about your health")
    talk.wait_saved()


def rest_a_while(talk: Talk) -> None:
    """Pause, see no question, and go back to the topics."""
    talk.key("F8")
    talk.wait_until(lambda: not talk.reads("What should people know"), "a calm page")
    talk.press_part("Another topic")
    talk.wait_for("No question now")


def share_and_leave(team: Office, talk: Talk, stick: Path, words: Words) -> None:
    """Finish gently, make the file for the shelter, put it on the stick, and leave."""
    talk.finish()
    talk.press("Read back what was written")
    talk.wait_for(words.different)
    talk.share("House B", NEED, PEOPLE, KEEP_AWAY, purpose=words.purpose)
    team.take_folder(stick)
    talk.wait_for("The file is on the stick, read back and whole.")
    talk.leave_after_sharing()
    team.wait_for("House B has not answered since")
    team.close()


def accept(shelter: Office, stick: Path, words: Words) -> str:
    """Take the file in, accept, write the answer; return all that was read of it then."""
    shelter.start()
    shelter.add_card(stick / "team-a.card", "Team A")
    shelter.open_stick(stick)
    shelter.wait_for("1 referral is in.")
    shelter.wait_for("The rest opens when you accept, and the sender is told")
    shelter.fill(NOTE_WITH_ANSWER, words.from_shelter)
    shelter.press("Accept")
    shelter.wait_for("1 answer is made and signed.")
    shelter.wait_for(words.keep_away)
    read = "\n".join(shelter.texts())
    shelter.press(f"Write to {stick.name}")
    shelter.wait_for("1 answer is written and read back.")
    shelter.close()
    return read


def hear_the_answer(team: Office, stick: Path, words: Words) -> None:
    """Open the stick again and read under Today that the shelter accepted."""
    team.start()
    team.open_stick(stick)
    team.wait_for("1 answer is in.")
    team.go("Today")
    team.wait_for(f"House B accepted: {words.from_shelter}")

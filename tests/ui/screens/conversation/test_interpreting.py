"""What helps whoever interprets, through the windows."""

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import DiskFullError
from intake_app.store.errors import StoreError

HALF = "\u1234\u120b"
BETTER = "ስራሕኩም ከምቲ ዝተነግረኩም ድዩ?"


def question_of(talk, name, language="en"):
    live = talk.live()
    return live.question_in(live.node_named(name), (language,)).labels[0].text


def saved(talk):
    talk.room.wait_until(lambda: not talk.flow.scene.surroundings.tasks._running, "kept")


# -- better words ------------------------------------------------------------------


def test_a_better_wording_is_used_at_once_and_marked_as_local(with_interpreter):
    talk = with_interpreter
    talk.go_to("R03")

    talk.aid.say_better(question_of(talk, "R03"), BETTER)

    talk.room.wait_for(BETTER)
    assert talk.room.reads("Local wording, not checked")
    saved(talk)
    (kept,) = talk.profile.wordings.all()
    assert (kept.place, kept.language, kept.text) == ("survey:R03:label", "ti", BETTER)
    assert kept.by == "interpreter-a"


def test_correcting_words_changes_no_answer_and_writes_nothing_into_the_journal(with_interpreter):
    talk = with_interpreter
    talk.go_to("R03")
    talk.room.choose("1")
    talk.room.wait_until(talk.flow.is_safe_to_lock, "saved")
    events, stored = len(talk.events()), talk.stored()

    talk.aid.say_better(question_of(talk, "R03"), BETTER)
    saved(talk)

    assert len(talk.events()) == events
    assert talk.stored() == stored
    assert len(talk.room.chosen()) == 1


def test_local_wording_can_be_taken_back_beside_the_question(with_interpreter):
    talk = with_interpreter
    talk.go_to("R03")
    before = question_of(talk, "R03", "ti")
    talk.aid.say_better(question_of(talk, "R03"), BETTER)
    talk.room.wait_for(BETTER)

    talk.room.press("Use the form's own words again")

    talk.room.wait_for(before)
    assert not talk.room.reads("Local wording, not checked")
    saved(talk)
    assert talk.profile.wordings.all() == []


def test_an_empty_wording_is_refused_beside_its_field(with_interpreter):
    talk = with_interpreter
    talk.go_to("R03")

    talk.aid.say_better(question_of(talk, "R03"), "")

    talk.room.wait_for("There are no words in it.")
    talk.room.press("Back")
    talk.room.wait_for("You can stop here.")
    assert talk.profile.wordings.all() == []


@pytest.mark.parametrize("keys", ["Ctrl+B", "F4"])
def test_escape_leads_back_to_the_question_as_in_the_help(with_interpreter, keys):
    talk = with_interpreter
    talk.go_to("R18")
    talk.room.key(keys)

    talk.room.key("Escape")

    talk.room.wait_for("You can stop here.")


def test_better_words_that_were_left_half_typed_are_there_the_next_time(with_interpreter):
    talk = with_interpreter
    talk.go_to("R18")
    talk.room.key("Ctrl+B")
    talk.room.wait_for("Write it in")
    talk.room.type("half ")
    talk.room.key("Escape")
    talk.room.wait_for("You can stop here.")

    talk.room.key("Ctrl+B")

    talk.room.wait_for("Write it in")
    talk.room.wait_until(
        lambda: "half " in QApplication.focusWidget().toPlainText(), "half-typed words there"
    )
    assert talk.profile.wordings.all() == []


@pytest.mark.parametrize("leave", [True, False])
def test_leaving_the_better_words_gives_the_focus_back_to_where_it_was(with_interpreter, leave):
    talk = with_interpreter
    talk.go_to("R18")
    talk.room.type("half a sentence")
    field = QApplication.focusWidget()

    if leave:
        talk.room.key("Ctrl+B")
        talk.room.wait_for("Write it in")
        talk.room.press("Back")
    else:
        talk.aid.say_better(question_of(talk, "R18"), BETTER)

    talk.room.wait_for("You can stop here.")
    assert QApplication.focusWidget() is field
    assert talk.room.text_in_hand() == "half a sentence"


def test_wording_that_cannot_be_kept_is_not_used_either(with_interpreter, monkeypatch):
    talk = with_interpreter
    talk.go_to("R03")
    before = question_of(talk, "R03", "ti")

    def fails(_wording):
        raise StoreError

    monkeypatch.setattr(talk.profile.wordings, "put", fails)
    talk.aid.say_better(question_of(talk, "R03"), BETTER)

    saved(talk)
    talk.room.wait_for(before)
    assert not talk.room.reads(BETTER)


def test_wording_on_a_full_disk_is_used_here_and_kept_once_there_is_room(
    with_interpreter, monkeypatch
):
    talk = with_interpreter
    talk.go_to("R03")
    put, tried = talk.profile.wordings.put, []

    def fails_once(wording):
        tried.append(wording)
        if len(tried) == 1:
            raise DiskFullError
        put(wording)

    monkeypatch.setattr(talk.profile.wordings, "put", fails_once)
    talk.aid.say_better(question_of(talk, "R03"), BETTER)

    talk.room.wait_for("The disk is full")
    assert talk.room.reads(BETTER)
    talk.flow.scene.surroundings.tasks.try_again()
    talk.room.wait_until(lambda: len(tried) > 1, "tried again")
    saved(talk)
    assert [wording.text for wording in talk.profile.wordings.all()] == [BETTER]


# -- the glossary ------------------------------------------------------------------


def test_the_glossary_shows_first_what_occurs_in_the_question(with_interpreter):
    talk = with_interpreter
    talk.go_to("R07")

    talk.room.key("F4")

    talk.room.wait_for("In this question")
    assert talk.room.reads("Money that somebody says you must pay back.")
    assert talk.room.reads("ክትመልስዎ ኣለኩም ዝብሉኹም ገንዘብ።")
    talk.room.press("Back")
    talk.room.wait_for("You can stop here.")


def test_a_word_is_found_in_the_persons_script(with_interpreter):
    talk = with_interpreter

    talk.aid.look_up("ሓኪም")

    talk.room.wait_for("Somebody who looks after the body.")


def test_the_office_adds_a_word_takes_it_out_and_puts_it_back(with_interpreter):
    talk, room = with_interpreter, with_interpreter.room
    talk.aid.look_up("hawala")
    room.wait_for("No such word here. You can add it below.")
    room.press("Add a word")
    room.press("Keep this word")
    room.wait_for("A word and what it means are both needed.")

    room.fill("The word", "hawala")
    room.fill("What it means", "Money sent by word of mouth")
    room.press("Keep this word")

    room.wait_for("Money sent by word of mouth")
    room.press("hawala: Take out")
    room.wait_for("No such word here. You can add it below.")
    room.press("Put it back")
    room.wait_for("Money sent by word of mouth")
    assert [term.term for term in talk.profile.glossary.own()] == ["hawala"]


def test_a_word_that_is_kept_with_two_presses_is_added_once(with_interpreter, surroundings):
    talk, room = with_interpreter, with_interpreter.room
    talk.aid.look_up("hawala")
    room.press("Add a word")
    room.fill("The word", "hawala")
    room.fill("What it means", "Money sent by word of mouth")
    (keep,) = room._buttons("Keep this word")

    for _ in range(2):
        keep.click()
    room.wait_until(lambda: not surroundings.tasks._running, "both")

    assert [term.term for term in talk.profile.glossary.own()] == ["hawala"]


# -- three languages ---------------------------------------------------------------


def third_language(talk, tag):
    talk.aid.company("Interpreter A")
    tools = talk.flow.current().page.tools
    action = next(a for a in tools.menu().actions() if a.data() == tag)
    action.trigger()
    talk.room.wait_for("You can stop here.")


def test_a_third_language_stands_under_the_two(with_interpreter):
    talk = with_interpreter
    talk.go_to("R03")

    third_language(talk, "ar")

    for tag in ("en", "ti", "ar"):
        assert talk.room.reads(question_of(talk, "R03", tag))
    assert talk.live().interview.languages == ("en", "ti")


def test_keys_swap_and_choose_languages_as_ever_beside_a_third(with_interpreter):
    talk = with_interpreter
    third_language(talk, "ar")
    talk.go_to("R03")
    talk.room.choose("1")

    talk.room.key("Ctrl+L")

    assert talk.live().languages == ("ti", "en")
    talk.room.key("Ctrl+2")
    talk.room.key("Ctrl+3")
    assert talk.live().interview.languages == ("en", "ti")
    assert talk.room.reads(question_of(talk, "R03", "ar"))
    assert len(talk.room.chosen()) == 1


def test_half_composed_text_focus_and_selection_survive_three_languages(with_interpreter):
    talk = with_interpreter
    third_language(talk, "ar")
    talk.go_to("R18")
    talk.room.type("abc")
    field = QApplication.focusWidget()
    talk.room.compose(HALF)

    for keys in ("Ctrl+L", "Ctrl+2", "Ctrl+L", "Ctrl+3"):
        talk.room.key(keys)
        assert QApplication.focusWidget() is field
        block = field.textCursor().block()
        assert block.layout().preeditAreaText() == HALF
    talk.room.commit(HALF)

    assert talk.room.text_in_hand() == f"abc{HALF}"


def test_what_is_selected_stays_selected_when_a_third_language_is_there(with_interpreter):
    talk = with_interpreter
    third_language(talk, "ar")
    talk.go_to("R18")
    talk.room.type("three words here")
    field = QApplication.focusWidget()
    field.selectAll()

    talk.room.key("Ctrl+L")
    talk.room.key("Ctrl+2")

    assert field.textCursor().selectedText() == "three words here"


# -- cards -------------------------------------------------------------------------


def test_the_cards_fold_out_in_both_languages_and_force_nothing(with_interpreter):
    talk = with_interpreter
    talk.aid.company("Interpreter A")
    assert not talk.room.reads("We stop for a break after half an hour")

    talk.room.press("A card to begin with")
    talk.room.press("A card for afterwards")

    assert talk.room.reads("Speak as the person speaks")
    assert talk.room.reads("ብዝደንጎየ ድሕሪ ፍርቂ ሰዓት ነዕርፍ።")
    assert talk.room.reads("Say how and when you are paid")
    talk.room.press("Back")
    talk.room.wait_for("You can stop here.")


def test_the_booklet_goes_where_the_user_wants_it(with_interpreter, surroundings, tmp_path):
    talk = with_interpreter
    surroundings.files.path = tmp_path / "words.pdf"
    talk.aid.company("Interpreter A")

    talk.room.press("A booklet to prepare with")

    saved(talk)
    assert (tmp_path / "words.pdf").read_bytes().startswith(b"%PDF")

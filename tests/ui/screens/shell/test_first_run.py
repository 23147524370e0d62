import pytest

from intake_app.services.passphrases import as_secret
from tests.pages.first_run import AGAIN, FirstRunPage


@pytest.fixture
def first(shown, tmp_path):
    return shown(tmp_path / "new", page=FirstRunPage)


def test_the_first_start_leads_to_an_open_profile(first, program, tmp_path):
    words = first.set_up(pin="472918", office="Team A")

    assert first.reads("Start a conversation")
    assert first.root.profile.pin.check("472918")
    assert first.root.profile.contacts.own().name == "Team A"
    first.root.close()
    opened = program.profiles.unlock(tmp_path / "new", as_secret(words))
    assert opened.setting("work") == "meet"
    opened.close()


def test_nothing_is_made_before_the_passphrase_is_sure(first, tmp_path):
    first.go_to_passphrase()

    first.press("Next")

    assert first.reads("Type the six words once, so that you are sure of them.")
    assert not (tmp_path / "new").exists()


def test_other_words_than_those_offered_are_told_of(first, tmp_path):
    first.go_to_passphrase()
    first.fill(AGAIN, "six other words than these here")

    first.press("Next")

    assert first.reads("These are not the same words. Compare them one by one.")
    assert not (tmp_path / "new").exists()


def test_a_mistake_in_the_words_leads_back_into_their_field(first):
    first.go_to_passphrase()
    first.fill(AGAIN, "six other words than these here")

    first.press("Next")
    first.type("x")  # over what was wrong

    assert first.field_text(AGAIN) == "x"
    assert "not the same words" in first.heard_of(AGAIN)


def test_a_passphrase_that_differs_is_told_of_under_its_field_where_the_cursor_is(first):
    first.go_to_passphrase()
    first.press("I would rather use my own")
    first.fill("Passphrase", "zebra lantern quiet orbit mustard")
    first.fill("The same once more", "zebra lantern quiet orbit mustar")

    first.press("Next")
    told = first.place_of("This is not the same as above. Type it again.")
    first.type("y")

    assert first.field_text("The same once more") == "y"
    assert 0 < told.top() - first.place_of_field("The same once more").bottom() < 40


def test_what_was_wrong_is_not_said_of_the_other_kind_of_passphrase(first):
    first.go_to_passphrase()
    first.press("Next")

    first.press("I would rather use my own")

    assert not first.reads("Type the six words once")


def test_nothing_that_is_pressed_while_it_works_covers_the_screen(first, program):
    first.go_to_passphrase()
    first.fill(AGAIN, first.words())

    first.press("Next")
    first.key("Space")
    first.wait_for("A PIN for the cover")

    assert not first.is_covered()


def test_the_page_of_the_pin_shows_the_cover_and_tells_the_way_back(first):
    first.go_to_passphrase()
    first.take_words()

    for words in ("press F9, or Esc twice quickly", "Monday to Thursday", "type your PIN"):
        assert first.reads(words)


def test_the_work_that_is_chosen_is_not_taken_back_by_pressing_it_again(first):
    first.next("What do you do here?")

    first.press("I am at a desk")
    first.press("I am at a desk")

    assert first.is_pressed("I am at a desk")


def test_another_six_words_can_be_had(first):
    first.go_to_passphrase()
    before = first.words()

    first.press("Another one")

    assert first.words() != before
    assert len(first.words().split()) == 6


def test_an_own_passphrase_is_judged_and_a_weak_one_refused(first, tmp_path):
    first.go_to_passphrase()
    first.press("I would rather use my own")
    first.fill("Passphrase", "password")
    first.fill("The same once more", "password")
    first.wait_for("Very weak")

    first.press("Next")

    assert first.reads("This passphrase is too easy to guess. Make it longer.")
    assert not (tmp_path / "new").exists()


def test_an_own_passphrase_opens_the_profile_later(first, program, tmp_path):
    own = "zebra lantern quiet orbit mustard"
    first.go_to_passphrase()
    first.press("I would rather use my own")
    first.fill("Passphrase", own)
    first.fill("The same once more", own)

    first.press("Next")
    first.wait_for("A PIN for the cover")
    first.settle()  # a process that is just being started holds what is open here for a moment

    first.root.close()
    program.profiles.unlock(tmp_path / "new", as_secret(own)).close()


def test_a_folder_that_holds_a_profile_is_told_of(first, files, folder, tmp_path):
    files.path = folder
    first.next("What do you do here?")
    first.next("Where shall everything be kept?")
    first.press("Choose another folder")
    first.root.page().folder.folder = folder

    first.press("Next")

    first.wait_for("This folder is already in use.")


def test_a_folder_with_other_things_gets_a_folder_of_its_own_inside(first, files, tmp_path):
    (tmp_path / "things").mkdir()
    (tmp_path / "things" / "letter.txt").write_text("dear all", "ascii")
    files.path = tmp_path / "things"
    first.next("What do you do here?")
    first.next("Where shall everything be kept?")

    first.press("Choose another folder")

    assert first.reads(str(tmp_path / "things" / "intake"))


def test_a_place_that_cannot_be_written_to_is_told_of(first, files, tmp_path):
    (tmp_path / "file").write_text("no folder", "ascii")
    files.path = tmp_path / "file" / "below"
    first.next("What do you do here?")
    first.next("Where shall everything be kept?")
    first.press("Choose another folder")

    first.press("Next")

    first.wait_for("This folder cannot be written to.")
    assert first.offers("Next")


def test_pins_that_are_easy_or_differ_are_refused_beside_the_field(first):
    first.go_to_passphrase()
    first.take_words()

    first.type("111111")
    easy = first.reads("Choose digits that are harder to guess.")
    first.type("472918472919")

    assert easy
    assert first.reads("The two PINs were not the same. Please start again.")
    assert first.root.profile.pin is None


def test_every_step_changes_its_language_at_once(first, language):
    heads = {}
    for heading in (
        "Which language shall Intake use?",
        "What do you do here?",
        "Where shall everything be kept?",
        "Has your office given you a file?",
        "Your passphrase",
    ):
        language.use("en-XA")
        heads[heading] = not first.reads(heading)
        language.use("en")
        heads[heading] &= first.reads(heading)
        first.press("Next")
        first.settle()

    assert heads == dict.fromkeys(heads, True)


def test_every_control_of_every_step_has_a_name(first):
    unnamed = list(first.unnamed_controls())
    for heading in (
        "What do you do here?",
        "Where shall everything be kept?",
        "Has your office given you a file?",
        "Your passphrase",
    ):
        first.next(heading)
        unnamed += first.unnamed_controls()
    first.take_words()
    unnamed += first.unnamed_controls()
    first.press("Go on without a PIN")
    first.next("What is your office called?")
    unnamed += first.unnamed_controls()

    assert unnamed == []


def test_enter_goes_on_from_every_step_that_asks_for_nothing_to_type(first):
    seen = []

    for heading in (
        "What do you do here?",
        "Where shall everything be kept?",
        "Has your office given you a file?",
        "Your passphrase",
    ):
        first.key("Return")
        first.wait_for(heading)
        seen.append(heading)
    first.take_words()
    first.choose_pin("472918")
    first.wait_for("What Intake can and cannot protect")
    first.key("Return")

    first.wait_for("What is your office called?")
    assert len(seen) == 4


def test_next_stands_in_one_place_from_the_first_step_on_and_back_leads_nowhere_there(first):
    before = first.root.page().footer.forward_button.geometry()
    back = first.root.page().footer.back_button

    alone = back.isEnabled()
    first.next("What do you do here?")

    assert not alone
    assert back.isEnabled()
    assert first.root.page().footer.forward_button.geometry() == before

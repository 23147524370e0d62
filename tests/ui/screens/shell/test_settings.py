import pytest
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import WrongPassphraseError
from intake_app.services.passphrases import as_secret
from intake_app.ui.palette import DARK, Token
from tests.pages.lock import LockPage
from tests.pages.settings import SettingsView
from tests.ui.screens.shell.conftest import PIN, WORDS

NEW = "zebra lantern quiet orbit mustard"


@pytest.fixture
def settings(shown, folder):
    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)
    view = SettingsView(lock.root)
    view.go("Settings")
    return view


def test_the_size_of_text_changes_at_once_and_is_there_after_the_next_unlock(
    settings, shown, folder, look
):
    settings.press("150 %")
    at_once = QApplication.font().pixelSize()
    settings.settle()
    settings.root.close()
    look_before = QApplication.font().pixelSize()

    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)

    assert at_once == look_before == QApplication.font().pixelSize() == 22


def test_colours_change_at_once_and_are_kept(settings, folder, program):
    settings.press("Dark")
    settings.settle()
    ground = QApplication.palette().color(Token.GROUND.value).name().upper()
    settings.root.close()

    profile = program.profiles.unlock(folder, as_secret(WORDS))
    kept = profile.setting("colours")
    profile.close()

    assert ground == DARK.ground
    assert kept == "dark"


def test_what_is_chosen_is_shown_as_chosen(settings):
    settings.press("Dark")
    settings.settle()

    settings.go("Today")
    settings.go("Settings")

    assert settings.root.page().settings.colours.answer() == "dark"
    assert settings.root.page().settings.sizes.answer() == "100"


def test_pressing_what_is_chosen_already_changes_nothing(settings):
    settings.press("100 %")
    settings.settle()

    assert settings.root.page().settings.sizes.answer() == "100"


def test_a_pin_can_be_chosen_and_lifts_the_cover(settings):
    settings.choose_pin(PIN)
    settings.wait_for("A PIN is chosen.")

    settings.key("F9")
    settings.type_pin(PIN)

    assert not settings.is_covered()
    assert settings.offers("Choose another PIN")


def test_the_new_passphrase_opens_the_profile_and_the_old_one_does_not(settings, folder, program):
    settings.change_passphrase(WORDS, NEW)
    settings.wait_for("The new passphrase holds.")
    settings.root.close()

    with pytest.raises(WrongPassphraseError):
        program.profiles.unlock(folder, as_secret(WORDS))
    program.profiles.unlock(folder, as_secret(NEW)).close()


def test_someone_who_does_not_know_the_passphrase_cannot_change_it(settings, folder, program):
    settings.change_passphrase("not the one", NEW)

    settings.wait_for("That passphrase does not open this profile.")
    settings.root.close()
    program.profiles.unlock(folder, as_secret(WORDS)).close()


def test_the_language_chosen_here_is_shown_and_kept(settings, language, folder, program):
    settings.press("ትግርኛ")
    settings.settle()

    assert language.language.tag == "ti"
    assert program.profiles.language_of(folder) == "ti"


def test_the_state_of_the_wording_is_told(settings):
    assert settings.reads("The wording of the questions and of this program is a draft.")
    assert settings.reads("Version 0.1.0")


def test_every_control_has_a_name_with_all_parts_open(settings):
    settings.press("Choose a PIN")
    settings.press("Change the passphrase")
    named = settings.unnamed_controls()
    settings.press("I would rather use my own")

    assert named + settings.unnamed_controls() == []


def test_the_office_writes_its_own_words_for_help_now(settings, shown, folder):
    settings.settle()
    settings.fill("Whom to call, a line each", "Night line: 555 0100")
    settings.press("Keep these words")
    settings.wait_for("Kept.")
    settings.root.close()

    lock = shown(folder, page=LockPage)
    lock.unlock(WORDS)
    again = SettingsView(lock.root)
    again.go("Settings")
    again.settle()

    assert again.field_text("Whom to call, a line each") == "Night line: 555 0100"

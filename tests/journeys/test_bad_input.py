"""What goes wrong in the hands of a new user: one plain sentence, what to do, nothing lost.

Each is tried where a user meets it: in the window, or at a command for forms.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys import story
from tests.services.conftest import opening, share
from tests.store.test_full_disk import PageLimit
from tests.vault.cheap import PASSPHRASE

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
TOO_MUCH = "word " * 40_000


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unwritable(folder):
    """Return a folder that this user cannot write to; for root that is one of the kernel's."""
    if os.geteuid() == 0:
        return Path("/proc/self")
    folder.mkdir()
    folder.chmod(0o500)
    return folder


@pytest.fixture
def talking(profile, started):
    """Give an office in the room of a conversation that was begun before."""
    made = profile("team")
    made.conversations.begin(opening())
    made.close()
    office = started("team")
    return office, office.go_on()


def test_a_wrong_passphrase(profile, journey, tmp_path):
    profile("team").close()
    before = files_of(tmp_path / "team")
    office = journey(tmp_path / "team", PASSPHRASE.reveal().decode())
    office.show()

    office.unlock("calm river paper lamb")

    office.wait_for("That passphrase does not open this profile.")
    assert office.reads("Check the keyboard language and capital letters, then try again.")
    assert files_of(tmp_path / "team") == before
    office.unlock(office.passphrase)
    office.wait_for("Start a conversation")


@pytest.fixture
def sent(profile, tmp_path):
    """Give the file of a referral from the team to the shelter; a desk knows the team, too."""
    team, shelter, desk = profile("team"), profile("shelter"), profile("desk")
    receiver = team.contacts.add(shelter.contacts.own_file())
    desk.contacts.add(team.contacts.own_file())
    (tmp_path / "team.card").write_bytes(team.contacts.own_file())
    live = team.conversations.begin(opening())
    live.answer(live.node_named("R15"), "safe-place").saved.result()
    share(team, live.case.id, receiver, "need")
    path = team.referrals.send(team.referrals.make(live.case.id, receiver).id, tmp_path)
    for made in (team, shelter, desk):
        made.close()
    return path


def test_a_text_file_as_referral(profile, started, tmp_path):
    profile("desk").close()
    (tmp_path / "letter.age").write_text("Dear colleague, ...\n", "utf-8")
    office = started("desk")

    office.open_file(tmp_path / "letter.age")

    office.wait_for("The file letter.age is not in. This is not a referral file.")
    assert office.reads("Ask the sender which file they meant.")
    assert office.root.profile.inbox.arrived() == []


def test_a_referral_for_someone_else(sent, started):
    office = started("desk")

    office.open_file(sent)

    office.wait_for(f"The file {sent.name} is not in. This file is meant for another office.")
    assert office.reads("Give it back unopened, or ask the sender to make one for you.")
    assert office.root.profile.inbox.arrived() == []
    assert sent.exists()


def test_a_referral_from_someone_unknown_and_the_same_one_twice(sent, started, tmp_path):
    office = started("shelter")

    office.open_file(sent)
    office.wait_for("This file comes from someone whose card you do not have.")
    assert office.reads("Ask for their card, add it under Contacts, and open the file again.")
    assert office.root.profile.inbox.arrived() == []
    office.add_card(tmp_path / "team.card", "team")
    office.open_file(sent)
    office.wait_for("1 referral is in.")
    office.open_file(sent)

    office.wait_for("1 file was in before.")
    assert len(office.root.profile.inbox.arrived()) == 1


def test_a_referral_that_was_changed_on_its_way(sent, started, tmp_path):
    office = started("shelter")
    office.add_card(tmp_path / "team.card", "team")
    whole = sent.read_bytes()
    changed = whole[:-900] + bytes([whole[-900] ^ 1]) + whole[-899:]
    sent.write_bytes(changed)
    renamed = sent.with_name(f"{hashlib.sha256(changed).hexdigest()[:32]}.age")

    office.open_file(sent)
    office.wait_for("This file is still being copied, or was damaged on its way.")
    assert office.reads("If it stays, ask for a fresh copy.")
    sent.rename(renamed)
    office.open_file(renamed)

    office.wait_for("This file was changed or damaged on its way.")
    assert office.reads("Do not use it. Ask the sender to make it again.")
    assert office.root.profile.inbox.arrived() == []


@pytest.fixture
def unsaved(talking, monkeypatch):
    """Give an office with an answer that found no room, and the full disk."""
    office, talk = talking
    disk = PageLimit(office.folder, monkeypatch)
    talk.topic("What next", "What would you like to happen next?")
    talk.choose("6")
    talk.on("What would that be?")
    talk.wait_saved()
    disk.fill(office.root.profile._store)
    talk.commit(TOO_MUCH)
    talk.press("Next")
    talk.wait_for("Not saved yet")
    return office, talk, disk


def stored_values(program, office):
    """Close the program, and return what the journal of its conversation holds."""
    office.close()
    again = program.profiles.unlock(office.folder, PASSPHRASE)
    interview = again.conversations.lines()[0].interview
    events = again._place.read_interview(interview.id).events
    again.close()
    return [event.value for event in events]


def test_a_disk_that_fills_up_while_answering(unsaved, program):
    office, talk, disk = unsaved

    talk.press("Next")
    talk.wait_for("The last answer is not saved yet: the disk is full.")
    office.root.close()
    talk.wait_for("1 answer is not saved yet. It would be lost.")
    talk.press("Stay here")
    disk.free(office.root.profile._store)
    talk.wait_saved()

    assert TOO_MUCH in stored_values(program, office)


def test_finishing_waits_for_what_is_not_saved(unsaved, program):
    office, talk, disk = unsaved
    talk.finish()
    disk.free(office.root.profile._store)

    talk.press("Finish and leave")
    talk.wait_for("The disk is full: the last answer is not saved yet.")
    talk.wait_until(lambda: office.root.unsaved() == 0, "saved")
    talk.leave()

    assert TOO_MUCH in stored_values(program, office)


def test_a_second_start_on_the_same_profile(talking):
    office, talk = talking
    talk.topic("Work", "different from what you were told")
    command = [sys.executable, "-m", "intake_app", "--profile", str(office.folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as second:
        said = second.stderr.readline().decode()
        second.kill()

    talk.choose("1")
    talk.wait_saved()

    assert "Intake is already open with this profile." in said
    assert "Use the window that is open, or close it first." in said


def test_a_read_only_folder_at_the_first_start(journey, tmp_path):
    office = journey(tmp_path / "team", "four blue lamps by a river")
    office.show()
    office.press("Next")
    office.press("Next")
    office.press("Choose another folder")
    office.take_folder(unwritable(tmp_path / "kept"))

    office.press("Next")

    office.wait_for("This folder cannot be written to.")
    assert office.reads("Choose another folder, or ask whoever set up this computer")
    office.press("Choose another folder")
    (tmp_path / "free").mkdir()
    office.take_folder(tmp_path / "free")
    office.press("Next")
    office.wait_for("Has your office given you a file?")


def test_a_read_only_stick(profile, started, tmp_path):
    team, shelter = profile("team"), profile("shelter")
    team.contacts.add(shelter.contacts.own_file())
    live = team.conversations.begin(opening())
    live.answer(live.node_named("R15"), "safe-place").saved.result()
    team.close()
    shelter.close()
    stick = tmp_path / "stick"
    stick.mkdir()
    office = started("team")
    talk = office.go_on()
    talk.finish()
    talk.share("shelter", story.NEED)
    office.take_folder(unwritable(tmp_path / "kept"))

    talk.wait_for("This folder cannot be written to.")
    talk.press("Try again")
    office.take_folder(stick)

    talk.wait_for("The file is on the stick, read back and whole.")
    assert len(list(stick.rglob("*.age"))) == 1


BROKEN = 'type,name,label,relevant\ntext,who,Who?,"selcted(${age}, 1) and ("\n'
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def checked(path):
    """Return the status of `form check` on a path, and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "intake_app", "form", "check", str(path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_form_with_a_broken_expression(tmp_path):
    (tmp_path / "survey.csv").write_text(BROKEN, "utf-8")
    settings = "form_title,form_id,version\nBroken,broken,1\n"
    (tmp_path / "settings.csv").write_text(settings, "utf-8")

    status, said = checked(tmp_path)

    assert status == 1
    assert "error: survey, 2, relevant:" in said
    assert "Check the spelling of the name in curly brackets." in said
    assert "Traceback" not in said


def test_an_xls_file_renamed_xlsx(tmp_path):
    (tmp_path / "form.xlsx").write_bytes(OLD_EXCEL)

    status, said = checked(tmp_path / "form.xlsx")

    assert status == 1
    assert "This is an old Excel file (.xls), whatever its name says." in said
    assert "Open it in Excel or LibreOffice, save it as .xlsx, and try again." in said
    assert "Traceback" not in said

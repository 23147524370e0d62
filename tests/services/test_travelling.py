"""Before a border: what is only here is said, and the profile goes, even if killed half-way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intake_app.domain.consent import Manner
from intake_app.domain.directory import Way
from intake_app.domain.errors import ProfileBusyError, ProfileMissingError, WrongPassphraseError
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.domain.secret import Secret
from intake_app.interop.directory_csv import write_directory
from intake_app.services.agreement import text_of_record
from intake_app.services.handed_over import receiver_of
from intake_app.services.travelling import Standing, is_the_word
from intake_app.vault import destruction
from tests.domain.services import CLINIC, EVERY_SERVICE
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
HERE = os.environ | {"PYTHONPATH": str(ROOT)}

DESTROYING = """
import os, pathlib, signal, sys
from intake_app.bootstrap.program import build
from intake_app.vault import destruction
from tests.vault.cheap import CHEAP, PASSPHRASE

folder, step = pathlib.Path(sys.argv[1]), sys.argv[2]
profile = build(cost=CHEAP).profiles.unlock(folder, PASSPHRASE)

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if step == "before":
    pathlib.Path.replace = kill
elif step == "slots":
    destruction._overwrite = kill
elif step == "rest":
    destruction.finish = kill
else:
    remove = destruction._remove
    destruction._remove = lambda path: kill() if path.name == step else remove(path)
profile.destroy(PASSPHRASE)
"""


@pytest.fixture
def case_id(worker):
    """Give a person who was talked to and shared nothing."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R16"), "24h").saved.result()
    live.finish().saved.result()
    return live.case.id


def standing(profile):
    (person,) = profile.travelling.look().people
    return person.standing


def test_who_shared_nothing_is_on_this_laptop_only(worker, case_id):
    found = worker.travelling.look()

    (person,) = found.people
    assert (person.case_id, person.standing, person.is_safe) == (case_id, Standing.HERE, False)
    assert found.undelivered == found.only_here == 1


def test_a_file_is_safe_only_when_its_receipt_is_in(worker, desk, shelter, case_id, stick):
    share(worker, case_id, shelter, "need")
    file = worker.referrals.make(case_id, shelter)
    said = [standing(worker)]
    worker.referrals.send(file.id, stick)
    said.append(standing(worker))
    desk.inbox.open_stick([stick])
    said.append(standing(worker))
    desk.inbox.answer(file.id, ReceiptStatus.ACCEPTED)
    desk.inbox.send_answers(stick)
    said.append(standing(worker))
    worker.inbox.open_stick([stick])
    said.append(standing(worker))

    assert said == [
        Standing.MADE,
        Standing.SENT,
        Standing.SENT,
        Standing.SENT,
        Standing.ACCEPTED,
    ]
    assert worker.travelling.look().undelivered == 0
    assert worker.travelling.look().people[0].receiver == "House B"


def test_what_was_written_since_the_file_is_only_here_again(  # noqa: PLR0917 - two offices
    worker, desk, shelter, case_id, stick, clock
):
    accepted(worker, desk, shelter, case_id, stick)
    clock.forward(minutes=5)
    worker.my_information.open_for_correction(interview_of(worker, case_id))
    live = worker.conversations.resume(interview_of(worker, case_id))
    live.answer(live.node_named("R19"), "more", language="en").saved.result()

    assert standing(worker) is Standing.CHANGED


def test_what_was_taken_back_is_only_here_and_its_notice_counts(
    worker, desk, shelter, case_id, stick
):
    accepted(worker, desk, shelter, case_id, stick)

    worker.taking_back.stop_sharing(case_id)

    assert worker.travelling.look().answers == 1


def test_an_office_that_cannot_help_leaves_the_person_here(worker, desk, shelter, case_id, stick):
    accepted(worker, desk, shelter, case_id, stick, status=ReceiptStatus.DECLINED)

    assert standing(worker) is Standing.DECLINED
    assert worker.travelling.look().undelivered == 1


@pytest.mark.parametrize("way", [Way.PAPER, Way.PHONE])
def test_what_was_told_on_paper_or_by_phone_is_proved_by_nothing_signed(
    worker, case_id, tmp_path, way
):
    path = tmp_path / "services.csv"
    path.write_bytes(write_directory(EVERY_SERVICE))
    worker.directory.apply(worker.directory.read(path))
    draft = worker.referrals.draft(case_id, receiver_of(CLINIC, ("en", "ti")))
    handed = worker.handing_over.begin(
        case_id,
        CLINIC,
        way,
        draft.whole(("need",)),
        manner=Manner.VOICE,
        text=text_of_record(("en", "ti")),
        language="en",
    )
    worker.handing_over.say(handed.id, {0})

    found = worker.travelling.look()

    assert (found.people[0].standing, found.people[0].receiver) == (Standing.TOLD, CLINIC.name)
    assert found.undelivered == 1


def test_the_desk_counts_what_came_in_and_answers_on_no_stick(
    worker, desk, shelter, case_id, stick
):
    share(worker, case_id, shelter, "need")
    worker.referrals.send(worker.referrals.make(case_id, shelter).id, stick)
    desk.inbox.open_stick([stick])
    (came,) = desk.inbox.arrived()
    desk.inbox.answer(came.record.id, ReceiptStatus.ACCEPTED)

    found = desk.travelling.look()

    assert (found.people, found.answers, found.arrived, found.undelivered) == ((), 1, 1, 1)


def test_a_wrong_passphrase_destroys_nothing(worker, case_id):
    before = sorted(path.name for path in worker.folder.rglob("*"))

    with pytest.raises(WrongPassphraseError):
        worker.destroy(Secret(b"another"))

    assert sorted(path.name for path in worker.folder.rglob("*")) == before
    assert standing(worker) is Standing.HERE
    assert not worker.is_destroyed


@pytest.mark.usefixtures("case_id")
def test_a_destroyed_profile_is_gone_and_another_can_be_set_up_there(worker, program):
    worker.destroy(PASSPHRASE)

    assert not worker.folder.exists()
    assert worker.is_destroyed
    with pytest.raises(ProfileMissingError):
        program.profiles.unlock(worker.folder, PASSPHRASE)
    again = program.profiles.create(worker.folder, Secret(b"a new one"), language="en")
    assert again.travelling.look().people == ()
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("step", ["slots", "rest", "store.db", "keyring", "vault.gone", "anchor"])
def test_killed_while_destroying_the_next_start_ends_it(worker, case_id, program, step):
    del case_id
    worker.close()

    killed = subprocess.run(
        [sys.executable, "-c", DESTROYING, str(worker.folder), step], env=HERE, check=False
    )
    with pytest.raises(ProfileMissingError):
        program.profiles.unlock(worker.folder, PASSPHRASE)
    program.profiles.finish_destruction(worker.folder)

    assert killed.returncode == -signal.SIGKILL
    assert not program.profiles.is_there(worker.folder)
    assert not destruction.is_begun(worker.folder)
    again = program.profiles.create(worker.folder, PASSPHRASE, language="en")
    assert again.travelling.look().people == ()
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_killed_before_the_first_step_everything_is_as_it_was(worker, case_id, program):
    worker.close()

    subprocess.run(
        [sys.executable, "-c", DESTROYING, str(worker.folder), "before"], env=HERE, check=False
    )
    had_begun = program.profiles.finish_destruction(worker.folder)
    again = program.profiles.unlock(worker.folder, PASSPHRASE)
    found = again.travelling.look()
    again.close()

    assert not had_begun
    assert [person.case_id for person in found.people] == [case_id]


def test_two_starts_do_not_end_one_destruction(worker, program):
    worker.close()
    destruction.begin(worker.folder)

    with program.profiles.claim(worker.folder), pytest.raises(ProfileBusyError):
        program.profiles.finish_destruction(worker.folder)

    assert program.profiles.finish_destruction(worker.folder)
    assert not program.profiles.finish_destruction(worker.folder)


def test_setting_up_anew_ends_a_destruction_first(worker, program):
    worker.close()
    destruction.begin(worker.folder)

    again = program.profiles.create(worker.folder, PASSPHRASE, language="en")

    assert not destruction.is_begun(worker.folder)
    again.close()


@pytest.mark.parametrize("typed", ["DELETE", "delete", "  Delete "])
def test_the_word_counts_however_it_is_typed(typed):
    assert is_the_word(typed, "delete")
    assert not is_the_word(typed, "remove")
    assert not is_the_word("", "delete")


def interview_of(profile, case_id):
    return profile.taking_back.now(case_id).interview.id


def accepted(worker, desk, shelter, case_id, stick, *, status=ReceiptStatus.ACCEPTED):
    """Bring a referral of a person to its receipt."""
    share(worker, case_id, shelter, "need")
    file = worker.referrals.make(case_id, shelter)
    worker.referrals.send(file.id, stick)
    desk.inbox.open_stick([stick])
    desk.inbox.answer(file.id, status)
    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])

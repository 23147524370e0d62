from __future__ import annotations

import hashlib
import json
import shutil

import pytest

from intake_app.domain.directory import Need
from intake_app.interop.directory_csv import write_directory
from intake_app.services.just_help import COUNTS, print_card
from tests.domain.services import CLINIC, EVERY_SERVICE, NIGHT_HOUSE
from tests.report.reading import pages
from tests.vault.cheap import PASSPHRASE


def contents(folder):
    """Return what the folder holds, file by file."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def profile(worker, tmp_path):
    """Give a worker who has a directory and works in Northport."""
    path = tmp_path / "services.csv"
    path.write_bytes(write_directory(EVERY_SERVICE))
    worker.directory.apply(worker.directory.read(path))
    worker.directory.set_here("Northport")
    return worker


def help_somebody(profile):
    """Go through every need and every card, printing them."""
    for need in Need:
        profile.just_help.count(need)
        for found in profile.just_help.near(need, prefers="ti").found:
            print_card(profile.just_help.card(found.service), "ti")


def test_what_is_near_comes_and_hotlines_last(profile):
    near = profile.just_help.near(Need.DOCTOR)

    assert [each.service.id for each in near.found] == ["clinic", "line"]
    assert not near.is_elsewhere


def test_where_nothing_is_near_it_says_that_these_are_elsewhere(profile):
    profile.directory.set_here("Westport")

    near = profile.just_help.near(Need.DOCTOR)

    assert near.is_elsewhere
    assert [each.service.id for each in near.found] == ["south", "clinic", "line"]


def test_without_a_directory_it_says_so(worker):
    assert worker.just_help.near(Need.DOCTOR).is_empty


def test_the_profile_is_byte_for_byte_the_same_before_and_after(qapp, profile):
    before = contents(profile.folder)

    help_somebody(profile)

    assert contents(profile.folder) == before


def test_the_profile_is_byte_for_byte_the_same_after_a_lock_too(qapp, program, profile, tmp_path):
    folder, twin = profile.folder, tmp_path / "twin"
    profile.close()
    shutil.copytree(folder, twin)

    program.profiles.unlock(
        twin, PASSPHRASE
    ).close()  # each opening writes its turn into the anchor
    again = program.profiles.unlock(folder, PASSPHRASE)
    help_somebody(again)
    again.close()

    assert contents(folder) == contents(twin)


def test_nothing_is_counted_unless_the_office_wants_it(profile):
    assert not profile.just_help.is_counting()

    profile.just_help.count(Need.SLEEP)

    assert profile.just_help.counts() == {}


def test_the_count_holds_the_need_and_the_day_and_nothing_else(qapp, profile, clock):
    profile.just_help.set_counting(on=True)

    help_somebody(profile)
    profile.just_help.count(Need.SLEEP)
    clock.forward(days=1)
    profile.just_help.count(Need.SLEEP)

    first, second = sorted(profile.just_help.counts())
    assert profile.just_help.counts()[first] == {n.value: 1 + (n is Need.SLEEP) for n in Need}
    assert profile.just_help.counts()[second] == {"sleep": 1}
    kept = json.loads(profile.setting(COUNTS))
    assert all(len(day) == len("2026-03-01") for day in kept)


def test_counting_changes_the_profile_and_the_test_above_could_fail(profile):
    profile.just_help.set_counting(on=True)
    before = contents(profile.folder)

    profile.just_help.count(Need.SLEEP)

    assert contents(profile.folder) != before


def test_counting_nothing_forgets_what_was_counted(profile):
    profile.just_help.set_counting(on=True)
    profile.just_help.count(Need.SLEEP)

    profile.just_help.set_counting(on=False)

    assert profile.just_help.counts() == {}


@pytest.mark.parametrize("tag", ["en", "ar", "ti"])
def test_a_printed_card_says_how_to_reach_it_and_not_what_it_is(qapp, profile, tag):
    pdf = print_card(profile.just_help.card(CLINIC), tag)

    (said,) = pages(pdf)
    assert "+351 210 555 040" in said
    assert "7 Hill Stairs" in said
    assert not any(word in said for word in ("doctor", "Doctor", "papers", "health"))


def test_a_printed_card_of_a_shelter_bears_a_number_alone(qapp, profile):
    pdf = print_card(profile.just_help.card(NIGHT_HOUSE), "en")

    (said,) = pages(pdf)
    assert "+351 210 555 020" in said
    for secret in ("Secretville", "Night House", "shelter", "sleep", "Portugal"):
        assert secret not in said


def test_the_same_card_gives_the_same_bytes_and_says_nothing_of_its_making(qapp, profile):
    card = profile.just_help.card(CLINIC)

    first, second = print_card(card, "ti"), print_card(card, "ti")

    assert first == second
    assert not any(word in first for word in (b"/Title", b"/Author", b"/Creat", b"ReportLab"))

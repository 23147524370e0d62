from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake_app.domain.directory import Need
from intake_app.domain.errors import OutsideFileError, StoreError
from intake_app.domain.service_search import Wanted
from intake_app.interop.directory_csv import write_directory
from tests.domain.services import CLINIC, EVERY_SERVICE, LINE, SOUTH_CLINIC

SAMPLE = Path(__file__).parents[2] / "forms" / "directory" / "sample.csv"


@pytest.fixture
def file(tmp_path):
    """Give the way to write a directory file."""

    def write(*services, name="services.csv"):
        path = tmp_path / name
        path.write_bytes(write_directory(services))
        return path

    return write


@pytest.fixture
def directory(worker, file):
    """Give a worker's directory with every service in it."""
    worker.directory.apply(worker.directory.read(file(*EVERY_SERVICE, name="first.csv")))
    return worker.directory


def names(services):
    return sorted(service.id for service in services)


def test_reading_a_file_changes_nothing(worker, file):
    plan = worker.directory.read(file(CLINIC, LINE))

    assert names(plan.new) == ["clinic", "line"]
    assert worker.directory.all() == []


def test_the_summary_says_what_is_new_changed_gone_and_the_same(directory, file):
    moved = replace(CLINIC, address="8 Hill Stairs")
    new = replace(CLINIC, id="other", name="Other Clinic")

    plan = directory.read(file(moved, new, LINE))

    assert names(plan.new) == ["other"]
    assert names(plan.changed) == ["clinic"]
    assert names(plan.gone) == ["night", "south"]
    assert plan.same == 1


def test_taking_a_file_in_can_be_undone(directory, file):
    before = directory.all()

    directory.apply(directory.read(file(replace(CLINIC, address="8 Hill Stairs"))))
    assert names(directory.all()) == ["clinic"]
    directory.undo()

    assert directory.all() == before
    assert not directory.can_undo


def test_what_the_file_does_not_name_can_be_kept(directory, file):
    directory.apply(directory.read(file(LINE)), keep_others=True)

    assert names(directory.all()) == ["clinic", "line", "night", "south"]


def test_a_service_whose_row_is_bad_stays_as_it_was(directory, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("id,name,services,phone,way\nclinic,Open Clinic,doctor,112,pigeon\n")

    plan = directory.read(path)
    directory.apply(plan)

    assert CLINIC in directory.all()
    assert [finding.column for finding in plan.findings if finding.is_error] == ["way"]


def test_a_call_made_here_is_not_lost_to_an_older_file(directory, file):
    directory.confirm("clinic", date(2026, 3, 1))

    plan = directory.read(file(*EVERY_SERVICE))

    assert "clinic" not in names(plan.changed)


def test_a_plan_that_was_overtaken_is_not_applied(directory, file):
    plan = directory.read(file(CLINIC))
    directory.confirm("line", date(2026, 3, 1))

    with pytest.raises(StoreError):
        directory.apply(plan)

    assert len(directory.all()) == len(EVERY_SERVICE)


def test_confirming_today_makes_it_fresh_and_can_be_taken_back(directory):
    assert directory.age().fresh == 3

    directory.confirm("south", directory.now().date())
    assert directory.age().fresh == 4
    directory.confirm("south", None)

    assert SOUTH_CLINIC in directory.all()


def test_the_age_counts_days_since_anything_was_written(worker, directory, clock):
    clock.forward(days=6)

    assert worker.directory.age().days == 6


def test_an_empty_directory_has_no_age(worker):
    age = worker.directory.age()

    assert (age.count, age.fresh, age.days) == (0, 0, None)


def test_a_file_for_others_holds_no_secret_place_and_overwrites_nothing(directory, tmp_path):
    path = directory.save(tmp_path / "out.csv")

    assert b"Secretville" not in path.read_bytes()
    with pytest.raises(Exception, match="cannot be written"):
        directory.save(path)


def test_a_missing_file_a_folder_and_a_workbook_are_refused(worker, tmp_path):
    workbook = tmp_path / "book.csv"
    workbook.write_bytes(b"PK\x03\x04xl/workbook.xml")

    for path in (tmp_path / "none.csv", tmp_path, workbook):
        with pytest.raises(OutsideFileError):
            worker.directory.read(path)


def test_the_sample_file_is_read_in_the_child_and_found_again(worker, clock):
    clock.forward(days=268)  # the day after which nobody has been asked yet
    worker.directory.apply(worker.directory.read(SAMPLE))

    found = worker.directory.find(Wanted(need=Need.DOCTOR, place="Northport"))

    assert [each.service.id for each in found] == ["sample-clinic", "sample-line"]


def test_the_directory_is_still_there_after_a_lock(program, worker, directory):
    from tests.vault.cheap import PASSPHRASE  # noqa: PLC0415 - beside its one use

    folder = worker.folder
    worker.close()

    again = program.profiles.unlock(folder, PASSPHRASE)

    kept = {replace(service, place=service.shown_place) for service in EVERY_SERVICE}
    assert set(again.directory.all()) == kept
    again.close()

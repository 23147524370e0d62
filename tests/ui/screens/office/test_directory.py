from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.interop.directory_csv import write_directory
from intake_app.ui.shell.directory import DirectoryPage
from tests.domain.services import CLINIC, EVERY_SERVICE, LINE
from tests.pages.services import ServicesView, take_in_services


@pytest.fixture
def view(opened, worker, tmp_path):
    take_in_services(worker, tmp_path)
    page = ServicesView(opened(DirectoryPage, worker))
    page.settle = opened.settle
    return page


@pytest.fixture
def file(surroundings, tmp_path):
    """Give the way to have a file chosen."""

    def choose(data):
        path = tmp_path / "chosen.csv"
        path.write_bytes(data)
        surroundings.files.path = path

    return choose


def test_an_empty_directory_says_how_to_get_one(opened, worker):
    view = ServicesView(opened(DirectoryPage, worker))

    assert view.reads("There is no service directory yet.")
    assert view.reads("Ask your coordinator")


def test_it_lists_every_service_and_no_secret_place(view):
    assert view.names()[-1] == "All Hours Line"
    assert len(view.rows()) == len(EVERY_SERVICE)
    assert not view.reads("Secretville")
    assert view.reads("4 services, 3 confirmed in the last 30 days")


def test_words_a_place_a_need_and_a_language_narrow_the_list(view):
    view.fill("Find by any word", "hill")
    view.settle()
    assert view.names() == ["Open Clinic", "All Hours Line"]

    view.fill("Find by any word", "")
    view.press("By need or language")
    view.press("Somewhere to sleep tonight")
    view.settle()
    assert view.names() == ["Night House shelter", "All Hours Line"]


def test_a_file_is_summed_up_before_it_is_taken_in_and_can_be_undone(view, file, worker):
    file(write_directory((replace(CLINIC, address="8 Hill Stairs"), LINE)))

    view.press("Open a file\u2026")
    view.settle()
    assert "1 changed service" in view.summary()
    assert "2 services are not in the file" in view.summary()
    assert len(worker.directory.all()) == 4

    view.press("Take it in")
    view.settle()
    assert view.names() == ["Open Clinic", "All Hours Line"]

    view.press("Undo")
    view.settle()
    assert len(view.rows()) == 4


def test_a_bad_row_is_named_with_what_to_write_instead(view, file):
    file(b"name,services,phone\nA place,gold,112\n")

    view.press("Open a file\u2026")
    view.settle()

    (line,) = [said for said in view.summary() if said.startswith("Row 2")]
    assert "services" in line
    assert "gold" in line
    assert "Write one of" in line


def test_what_is_no_directory_is_said_beside_the_button(view, file):
    file(b"PK\x03\x04xl/workbook.xml")

    view.press("Open a file\u2026")
    view.settle()

    assert "This is a workbook" in view.root.problem.said()


def test_leaving_a_file_changes_nothing(view, file, worker):
    file(write_directory((CLINIC,)))
    view.press("Open a file\u2026")
    view.settle()

    view.press("Leave it as it is")
    view.settle()

    assert len(worker.directory.all()) == 4
    assert len(view.rows()) == 4


def test_one_press_confirms_and_one_takes_it_back(view, worker):
    row = view.names().index(view.names()[0])
    button = view.root.rows.buttons()[row]

    button.click()
    view.settle()
    assert "confirmed today" in view.rows()[0]

    next(b for b in view.root.rows.buttons() if b.words() == "Undo").click()
    view.settle()
    assert "confirmed today" not in " ".join(view.rows())


def test_taking_back_by_two_quick_presses_takes_back_once(view, worker):
    before = [service.confirmed for service in worker.directory.all()]
    view.root.rows.buttons()[0].click()
    view.settle()
    undo = next(b for b in view.root.rows.buttons() if b.words() == "Undo")

    undo.click()
    undo.click()
    view.settle()

    assert [service.confirmed for service in worker.directory.all()] == before


def test_where_we_work_is_kept(view, worker):
    field = view.root.options.here
    field.setText("Northport")
    field.editingFinished.emit()
    view.settle()

    assert worker.directory.here() == "Northport"


def test_counting_is_off_and_can_be_turned_on(view, worker):
    assert not worker.just_help.is_counting()

    view.press("Count needs by day")
    view.settle()

    assert worker.just_help.is_counting()

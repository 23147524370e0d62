"""The forms in use, in the settings: an office's own version comes in, goes out, and goes back."""

from __future__ import annotations

import io

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel

from intake_app.domain.packet import PacketKind
from intake_app.services.forms import ADULT_FORM
from intake_app.ui.shell.forms_part import FormsPart


def said(widget):
    """Return all that stands on a part of a page and can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def workbook(program, tmp_path):
    """Give the bundled form with a version of the office."""
    book = openpyxl.load_workbook(io.BytesIO(program.forms.export(ADULT_FORM)))
    sheet = book["settings"]
    column = next(cell.column for cell in sheet[1] if cell.value == "version")
    sheet.cell(row=2, column=column).value = "office-7"
    path = tmp_path / "form.xlsx"
    book.save(path)
    return path


def press(rows, words):
    next(button for button in rows.buttons() if button.words() == words).click()


def own(profile):
    return [form.form_id for form in profile.offers.in_use() if form.is_own]


def test_a_form_of_the_office_is_used_here_and_taken_back(opened, surroundings, worker, workbook):
    part = opened(FormsPart, worker)
    surroundings.files.path = workbook

    part.open.click()
    opened.settle()
    assert "office-7" in said(part.looking)
    assert part.looking.leave.hasFocus()
    part.looking.take.click()
    opened.settle()

    assert own(worker) == [ADULT_FORM]
    assert "What was begun stays" in said(part)
    part.undo.click()
    opened.settle()
    assert own(worker) == []
    assert part.open.hasFocus()


@pytest.mark.usefixtures("shelter")
def test_a_form_is_published_and_offered_and_goes_back_to_the_one_that_came(
    opened, surroundings, worker, desk, workbook
):
    stick = workbook.parent / "stick"
    stick.mkdir(exist_ok=True)
    part = opened(FormsPart, desk)
    surroundings.files.path = workbook
    part.open.click()
    opened.settle()
    part.looking.publish.click()
    part.panel.offices.buttons()[0].click()
    surroundings.files.path = stick
    part.panel.send.click()
    opened.settle()
    worker.inbox.open_stick([stick])

    theirs = opened(FormsPart, worker)
    press(theirs.offered.rows, "Look at it")
    opened.settle()
    assert theirs.looking.take.words() == "Take it in all the same"
    theirs.looking.take.click()
    opened.settle()

    assert own(worker) == [ADULT_FORM]
    assert own(desk) == []
    press(theirs.rows, "Back to the one that came")
    opened.settle()
    assert own(worker) == []
    assert worker.offers.waiting(PacketKind.FORMS) == []


def test_what_is_no_form_is_named_beside_the_button(opened, surroundings, worker, tmp_path):
    part = opened(FormsPart, worker)
    surroundings.files.path = tmp_path / "none.xlsx"

    part.open.click()
    opened.settle()

    assert "cannot be published" in part.problem.said()
    assert not part.looking.isVisible()

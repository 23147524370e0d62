"""Where people can complain: on the disk after a moment, also while one is still in the field."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.my_information import COMPLAIN_TO
from intake_app.ui import half_typed
from intake_app.ui.person.complaints import ComplaintsPart
from tests.pages.screen import Screen

ADDRESS = "An address for complaints, independent of your office"


def test_an_address_is_kept_though_the_field_is_not_left(opened, worker, monkeypatch):
    monkeypatch.setattr(half_typed, "SETTLE_MS", 1)
    page = Screen(opened(ComplaintsPart, worker))

    page.fill(ADDRESS, "Ombudsman, PO box 1")

    page.wait_until(lambda: worker.setting(COMPLAIN_TO) == "Ombudsman, PO box 1", "on the disk")
    assert page.field_text(ADDRESS) == "Ombudsman, PO box 1"


def test_a_field_that_was_passed_by_before_it_was_read_keeps_what_there_is(opened, worker):
    worker.set_setting(COMPLAIN_TO, "The ombuds office")
    part = opened(ComplaintsPart, worker)
    is_fast = Event()
    worker._place.store.submit(lambda _units: is_fast.wait())  # a disk that is slow
    part.address.setText("")
    part.refresh()

    QTest.keyClick(part.address, Qt.Key.Key_Return)
    is_fast.set()
    opened.settle()

    assert worker.setting(COMPLAIN_TO) == "The ombuds office"

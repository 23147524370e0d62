"""Where people can complain: on the disk after a moment, also while one is still in the field."""

from __future__ import annotations

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

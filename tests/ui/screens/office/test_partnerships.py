"""What a worker sees of agreements with other organisations, in the settings and under Today."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from intake_app.domain.contact import digits_of
from intake_app.domain.trust import Partner
from intake_app.services.partnership import NewAgreement
from intake_app.ui.shell.home import Home
from intake_app.ui.shell.partnerships import PartnershipsPart
from intake_app.ui.shell.today import TodayPage
from tests.packet.organisations import root_of, signed

NORTH, SOUTH = root_of("North"), root_of("South")
SOUTH_ROOT = SOUTH.keys.fingerprint


def said(widget):
    """Return all that stands on a part of a page and can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def partner(worker, clock):
    """Let the worker's organisation name another one as a partner."""
    dates = {"issued": clock.now(), "expires": clock.now() + timedelta(days=300)}
    south = Partner(root=SOUTH_ROOT, name="South House")
    held = worker.trust.take(signed(NORTH, partners=(south,), **dates))
    worker.trust.compare(held.root, digits_of(held.root), is_own=True)


def agree(worker, days=60):
    return worker.partnerships.add(
        NewAgreement(root=SOUTH_ROOT, groups=("need",), days=days, document="Drawer 2")
    )


def press(part, words):
    next(button for button in part.rows.buttons() if button.words() == words).click()


def test_without_a_checked_organisation_none_can_be_written_down(opened, worker):
    part = opened(PartnershipsPart, worker)

    assert "No other organisation is known as checked" in said(part)
    assert not part.write.isVisible()


@pytest.mark.usefixtures("partner")
def test_an_agreement_is_written_down_and_stands_in_the_list(opened, worker):
    part = opened(PartnershipsPart, worker)
    part.write.click()
    part.groups.button("need").click()
    part.document.setText("Safe, drawer 2")

    part.keep.click()
    opened.settle()

    (kept,) = worker.partnerships.all()
    assert (kept.root, kept.groups, kept.document) == (SOUTH_ROOT, ("need",), "Safe, drawer 2")
    assert "South House" in said(part)
    assert not part.form.isVisible()
    assert part.write.hasFocus()


@pytest.mark.usefixtures("partner")
def test_an_agreement_that_is_kept_with_two_presses_is_written_down_once(opened, worker):
    part = opened(PartnershipsPart, worker)
    part.write.click()
    part.groups.button("need").click()

    for _ in range(2):
        part.keep.click()
    opened.settle()

    assert len(worker.partnerships.all()) == 1


@pytest.mark.usefixtures("partner")
def test_an_agreement_about_nothing_is_not_kept_and_what_was_typed_stays(opened, worker):
    part = opened(PartnershipsPart, worker)
    part.write.click()
    part.document.setText("Safe")

    part.keep.click()
    opened.settle()

    assert "what it is about" in part.problem.said()
    assert part.document.text() == "Safe"
    assert worker.partnerships.all() == []


@pytest.mark.usefixtures("partner")
def test_writing_one_down_can_be_left(opened, worker):
    part = opened(PartnershipsPart, worker)
    part.write.click()

    part.cancel.click()

    assert not part.form.isVisible()
    assert part.write.hasFocus()


@pytest.mark.usefixtures("partner")
def test_ending_one_takes_two_presses(opened, worker):
    agree(worker)
    part = opened(PartnershipsPart, worker)

    press(part, "End it…")
    assert len(worker.partnerships.all()) == 1
    press(part, "Leave it")
    press(part, "End it…")
    press(part, "End it now")
    opened.settle()

    assert worker.partnerships.all() == []
    assert part.rows.buttons() == []


def test_agreements_bind_once_the_office_says_so(opened, worker):
    part = opened(PartnershipsPart, worker)

    part.binding.buttons()[0].click()
    opened.settle()
    assert worker.partnerships.is_required()
    part.binding.buttons()[1].click()
    opened.settle()

    assert not worker.partnerships.is_required()


@pytest.mark.usefixtures("partner")
def test_the_end_of_one_is_brought_to_mind_under_today(opened, worker, clock):
    agree(worker, days=10)
    page = opened(TodayPage, worker)

    assert "The agreement with" in said(page)
    assert "ends in 10 days" in said(page)


@pytest.mark.usefixtures("partner")
def test_one_that_is_over_says_so_until_somebody_ends_it(opened, worker, clock):
    agree(worker, days=10)
    clock.forward(days=11)
    page = opened(TodayPage, worker)

    assert "ended" in said(page)


@pytest.mark.usefixtures("partner")
def test_from_today_the_way_leads_to_the_settings(opened, worker):
    agree(worker, days=10)
    home = opened(Home, worker)

    home.today.rows.buttons()[0].click()
    opened.settle()

    assert home.settings.isVisible()

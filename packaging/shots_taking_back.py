"""One person's pages, for the pictures: sharing stopped, erasing, what is written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from intake_app.domain.ids import PacketId
from intake_app.domain.my_information import NoticeAnswer
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import Notice, Outcome
from intake_app.domain.packet_course import Fact, Side
from intake_app.ui.shell.home import Home
from intake_app.ui.shell.inbox_rows import line_of
from intake_app.ui.widgets.page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.ids import CaseId
    from shots_world import ShotWorld


def _shared(world: ShotWorld) -> CaseId:
    """Return the case of somebody whose referral an office accepted."""
    sent = world.worker.referrals.sent()
    return next(s.record.case_id for s in reversed(sent) if s.record.case_id is not None)


def _home(world: ShotWorld) -> Home:
    home = Home(world.surroundings, world.worker)
    world.settle()
    home.today.person_asked.emit(_shared(world))
    world.settle()
    return home


def person(world: ShotWorld) -> QWidget:
    """Show somebody of whom an office has something."""
    world.worker.taking_back.share_again(_shared(world))
    return _home(world)


def person_stopped(world: ShotWorld) -> QWidget:
    """Show whom to call once sharing has stopped."""
    person(world)
    home = _home(world)
    home.person.sharing.stop.click()
    world.settle()
    return home


def person_phone(world: ShotWorld) -> QWidget:
    """Show what is asked of somebody who calls, beside a wrong phrase."""
    person(world)
    home = _home(world)
    erasing = home.person.erasing
    erasing.calls.click()
    erasing.said.setText("red hat")
    erasing.check.click()
    world.settle()
    page = next(a for a in home.person.findChildren(ScrollPage) if a.isAncestorOf(erasing))
    QTimer.singleShot(0, page, partial(page.ensureWidgetVisible, erasing.phone))  # once laid out
    return home


def information(world: ShotWorld) -> QWidget:
    """Show what is written about somebody, in Tigrinya."""
    person(world)
    home = _home(world)
    home.person.written.click()
    world.settle()
    return home


def person_answered(world: ShotWorld) -> QWidget:
    """Show what an office says it did; made up, so that nothing else changes by it."""
    home = cast("Home", person_stopped(world))
    now = world.surroundings.program.clock.now()
    found = world.worker.taking_back.now(_shared(world))
    law = "Health records act, ten years"
    answer = NoticeAnswer(at=now, outcome=Outcome.KEPT, law=law)
    holders = tuple(replace(holder, answer=answer) for holder in found.holders)
    home.person.sharing.show_person(replace(found, holders=holders), now)
    return home


def notice(world: ShotWorld) -> QWidget:
    """Show the desk a notice with the law half named; made up likewise."""
    home = Home(world.surroundings, world.desk)
    home.go("inbox")
    world.settle()
    page = home.inbox
    arrived = world.desk.inbox.arrived()[0]
    about = Notice(of=arrived.record.id, manifest_hash=arrived.record.manifest_hash)
    fact = Fact(
        id=PacketId("notice"),
        kind=PacketKind.WITHDRAWAL,
        by=Side.SENDER,
        rank=(1, 0, 2),
        manifest_hash="",
        body=about,
    )
    course = replace(arrived.course, notices=(fact,), erasures=())
    page.rows.show_lines([line_of(replace(arrived, course=course), page.language)])
    for part in (page.pane, page.answer, page.same_person):
        part.hide()
    page.notice.show_arrived(replace(arrived, course=course))
    page.notice.keep.click()
    return home


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "person": person,
    "person-stopped": person_stopped,
    "person-answered": person_answered,
    "notice": notice,
    "person-phone": person_phone,
    "information": information,
}

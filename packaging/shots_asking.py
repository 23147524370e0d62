"""Questions between a desk and a worker, for the pictures: asked, and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.packet import Status
from intake_app.domain.packet_course import Side
from intake_app.services.asking import Answer, Asked
from intake_app.services.passing_on import Offer
from intake_app.ui.conversation.referral.rendering import what_leaves
from intake_app.ui.shell.home import Home
from intake_app.ui.shell.refer_on import Found
from intake_app.ui.widgets.page import come_into_sight

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.packet import PacketRecord
    from shots_world import ShotWorld

_QUESTION = "Can they climb stairs? Our free room is on the third floor."
_ANSWER = "One flight, slowly. A room on the ground floor would be better."


def _asked(world: ShotWorld, about: PacketRecord, *, is_ours: bool, answered: bool) -> Asked:
    """Return a question as it stands on one side; made up, so that nothing else changes by it."""
    said = Answer(text=_ANSWER, language="en", status=Status.ARRIVED)
    return Asked(
        id=about.id,
        about=about.id,
        at=world.surroundings.program.clock.now(),
        by=Side.DESK,
        office="House South",
        is_ours=is_ours,
        text=_QUESTION,
        language="en",
        answers=(said,) if answered else (),
        is_accepted=False,
        is_taken_back=False,
        status=Status.SENT,
    )


def _inbox(world: ShotWorld, *, is_answered: bool = False) -> Home:
    home = Home(world.surroundings, world.desk)
    home.go("inbox")
    world.settle()
    home.inbox.open_stick()
    world.settle()
    (first, *_) = [a for a in world.desk.inbox.arrived() if (a.answered is not None) is is_answered]
    home.inbox.rows.opened.emit(first.record.id)
    world.settle()
    return home


def ask(world: ShotWorld) -> QWidget:
    """Show a question half typed at the desk."""
    home = _inbox(world)
    home.inbox.answer.ask.click()
    home.inbox.answer.ask_form.text.set_text(_QUESTION)
    return home


def answered(world: ShotWorld) -> QWidget:
    """Show the answer to a question beside the referral."""
    home = _inbox(world)
    talk, about = home.inbox.talk, world.desk.inbox.arrived()[0].record
    talk.show_asked((_asked(world, about, is_ours=True, answered=True),))
    come_into_sight(talk)
    return home


def reply(world: ShotWorld) -> QWidget:
    """Show an answer on the worker's page of the person, and exactly what leaves."""
    home = Home(world.surroundings, world.worker)
    world.settle()
    sent = world.worker.referrals.sent()
    about = next(s.record for s in reversed(sent) if s.record.case_id is not None)
    home.today.person_asked.emit(about.case_id)
    world.settle()
    talk = home.person.asked.talk
    talk.show_asked((_asked(world, about, is_ours=False, answered=False),))
    talk.form.text.setPlainText(_ANSWER)
    come_into_sight(talk)
    return home


def refer_on(world: ShotWorld) -> QWidget:
    """Show what goes on to another office, and what has to be said of it; made up likewise."""
    home = _inbox(world, is_answered=True)
    part = home.inbox.refer_on
    (arrived, *_) = [a for a in world.desk.inbox.arrived() if a.answered is not None]
    receiver = next(c for c in world.worker.contacts.all() if c.card.languages)
    offer = Offer(
        packet_id=arrived.record.id,
        refusal=None,
        groups=("name", "contact", "health"),
        receivers=(receiver,),
        is_walled=True,
    )
    part.show_found(Found(offer=offer, answers={}, authorities={}))
    form, catalog = part.form, world.surroundings.language.catalog
    form.show()
    form.offices.choose((receiver.card.fingerprint,))
    form.extras.choose(("name",))
    form.retranslate()
    form.show_lines(what_leaves(arrived.referral, catalog), catalog)
    come_into_sight(form.wall)
    return home


SCREENS: Mapping[str, Callable[[ShotWorld], QWidget]] = {
    "ask": ask,
    "ask-answered": answered,
    "ask-reply": reply,
    "refer-on": refer_on,
}

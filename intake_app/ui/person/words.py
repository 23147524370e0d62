"""Sentences about who has something of a person, for the worker's pages and the person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.handed_over import HandState
from intake_app.domain.message import M
from intake_app.domain.packet import Status
from intake_app.domain.packet_bodies import Outcome
from intake_app.i18n.direction import isolated, unbroken
from intake_app.report.ground_words import without_agreement
from intake_app.services.words import GROUPS

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.message import Message
    from intake_app.domain.my_information import Holder, NoticeAnswer
    from intake_app.i18n.catalog import Catalog

_BETWEEN = " \u00b7 "
_ACCEPTED = (Status.ACCEPTED, Status.THERE, Status.CLOSED)


def has_words(holder: Holder, catalog: Catalog) -> Message:
    """Return what a receiver has, or may be given."""
    things = _BETWEEN.join(catalog.text(GROUPS[group]) for group in holder.groups)
    if is_erased(holder):
        return M("They had: {things}", things=things)
    if holder.given_at is not None:
        return M("They have: {things}", things=things)
    if holder.ground is not None:
        return M("Not given yet: {things}", things=things)
    return M("Agreed, and not given yet: {things}", things=things)


def is_erased(holder: Holder) -> bool:
    """Return whether a receiver says that all they had is erased."""
    return holder.answer is not None and holder.answer.outcome is Outcome.ERASED


def notice_words(holder: Holder, catalog: Catalog) -> Message:
    """Return what a receiver says they did about what was taken back, and when it came in."""
    return told_words(holder.answer, catalog)


def told_words(answer: NoticeAnswer | None, catalog: Catalog) -> Message:
    """Return what an office says it did about a notice, and when that came in."""
    if answer is None:
        return M("They have not answered yet.")
    day = catalog.formats.date(answer.at.astimezone(catalog.formats.zone).date())
    if answer.outcome is Outcome.ERASED:
        return M("They say that all of it is erased. {date}", date=day)
    if answer.outcome is Outcome.PARTLY:
        return M(
            "They say that some of it is kept, by this law: {law}. {date}",
            law=isolated(answer.law),
            date=day,
        )
    return M("They say that it is kept, by this law: {law}. {date}",
             law=isolated(answer.law), date=day)  # fmt: skip


def until_words(holder: Holder, catalog: Catalog, now: datetime) -> Message:
    """Return until when it is agreed, or that it is not agreed any more."""
    if not holder.in_force:
        if holder.until <= now:
            return M("The agreed time is over: nothing more leaves for them.")
        return M("Not agreed any more: nothing more leaves for them.")
    day = holder.until.astimezone(catalog.formats.zone).date()
    if holder.ground is not None:
        return without_agreement(holder.ground, catalog.formats.date(day))
    return M("Agreed until {date}.", date=catalog.formats.date(day))


def state_words(holder: Holder) -> Message | None:
    """Return what they said, when they said something."""
    if holder.status in _ACCEPTED or holder.handed is HandState.ACCEPTED:
        return M("They accepted.")
    if holder.status is Status.LATER:
        return M("They can help later.")
    if holder.status is Status.DECLINED or holder.handed is HandState.DECLINED:
        return M("They cannot help.")
    return None


def passed_words(holder: Holder) -> Message | None:
    """Return whom they passed it on to, as they say, or None."""
    if not holder.passed_on:
        return None
    names = _BETWEEN.join(isolated(name) for name in holder.passed_on)
    return M("They say that they passed it on to: {offices}", offices=names)


def answered_words(holder: Holder) -> Message | None:
    """Return what we told them when they asked, in our words, or None."""
    if not holder.told:
        return None
    said = _BETWEEN.join(isolated(text) for text in holder.told)
    return M("They asked, and were told: {what}", what=said)


def call_words(holder: Holder) -> Message:
    """Return how to reach a receiver by voice, as far as we know."""
    spoken = (isolated(holder.answer_to),) if holder.answer_to else ()
    known = _BETWEEN.join((*map(unbroken, holder.phones), *spoken))
    if not known:
        return M("No number is known: look in their letters, or go there.")
    return M("To reach them: {how}", how=known)

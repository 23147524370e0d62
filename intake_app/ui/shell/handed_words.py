"""Where a sheet or a call stands, in a sentence; and whether somebody must still act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.directory import Way
from intake_app.domain.handed_over import HandState
from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta

    from intake_app.domain.handed_over import HandedOver
    from intake_app.domain.ids import CaseId
    from intake_app.domain.message import Message

_OPEN = frozenset({HandState.BEGUN, HandState.GIVEN})


def handed_words(handed: HandedOver, when: Message) -> Message:
    """Return where it stands.

    Args:
        handed: The sheet or call.
        when: When it was given, or answered (`handed_at`).
    """
    match handed.state:
        case HandState.BEGUN:
            said = M("The call to {office} was begun {when} and not ended.")
        case HandState.GIVEN if handed.way is Way.PHONE:
            said = M("{office} was told by phone, {when}; no answer yet.")
        case HandState.GIVEN:
            said = M("A sheet for {office} was made, {when}; no answer yet.")
        case HandState.ACCEPTED:
            said = M("{office}: accepted by phone, {when}.")
        case _:
            said = M("{office} cannot, {when}. Take the next choice.")
    return replace(said, values={"office": handed.name, "when": when})


def handed_at(handed: HandedOver) -> datetime:
    """Return the moment that counts: of the answer, else of the giving."""
    return handed.answered_at or handed.at


def is_open(handed: HandedOver, now: datetime, stay: timedelta) -> bool:
    """Whether it belongs under Today: no answer yet, or one that came lately."""
    return handed.state in _OPEN or now - handed_at(handed) <= stay


def newest_handed(found: Iterable[HandedOver]) -> Mapping[CaseId, tuple[HandedOver, ...]]:
    """Return the newest sheet or call of each person to each service, newest first."""
    newest: dict[CaseId, dict[str, HandedOver]] = {}
    for handed in found:
        newest.setdefault(handed.case_id, {}).setdefault(handed.service, handed)
    return {case_id: tuple(each.values()) for case_id, each in newest.items()}

"""What stands on a card in a person's hand: how to reach a place, never what it helps with.

Somebody else may find the card (domain brief, mistake 17). So it bears no kind
of help, no secret place, and no name that says too much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.directory import ServiceKind
from intake_app.domain.service_search import folded

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.directory import Service
    from intake_app.domain.hours import Span

_QUIET: Final = frozenset({ServiceKind.SHELTER, ServiceKind.ADVICE, ServiceKind.CHILD})
"""Kinds whose names stand on a card only when the directory gives a name for it."""

_TELLING: Final = (
    "traffick", "victim", "survivor", "abus", "violen", "shelter", "refuge", "safe house",
    "slave", "slavery", "exploit", "prostitut", "sex", "rape", "asyl", "crime", "police", "hotline",
    "helpline", "rescue", "escape", "vitim", "abrigo", "refugio", "violencia", "trata", "esclav",
    "\u0636\u062d\u0627\u064a\u0627", "\u0639\u0646\u0641", "\u0627\u062a\u062c\u0627\u0631",
    "\u0645\u0644\u062c\u0623",
)  # fmt: skip
"""Parts of words that betray the subject to whoever reads the card; compared `folded`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCard:
    """A card, before it is said in a language.

    Attributes:
        name: "" when no name may stand there.
        address: "" when it is secret or unknown.
        hours: As written, when `times` could not be read.
        call_first: Whether to call before going there.
    """

    name: str
    address: str
    phones: tuple[str, ...]
    times: tuple[Span, ...] | None
    hours: str
    languages: tuple[str, ...]
    call_first: bool


def card_of(service: Service, today: date) -> HelpCard:
    """Return the card of a service as it can be given away on the day `today`."""
    where = ", ".join(part for part in (service.address, service.shown_place) if part)
    return HelpCard(
        name=_name(service),
        address=where if service.address else "",
        phones=service.phones,
        times=service.times,
        hours="" if service.times is not None else service.hours,
        languages=service.languages,
        call_first=bool(service.phones) and (service.is_confidential or service.is_stale(today)),
    )


def _name(service: Service) -> str:
    if service.card_name:
        return service.card_name
    is_quiet = service.is_confidential or service.is_hotline or service.kind in _QUIET
    return "" if is_quiet or tells_subject(service.name) else service.name


def tells_subject(name: str) -> bool:
    """Whether a name may betray the subject to whoever reads it."""
    plain = folded(name)
    return any(folded(part) in plain for part in _TELLING)

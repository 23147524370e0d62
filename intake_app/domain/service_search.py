"""Finding services: by need, place, language and free text in any script."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.hours import is_open

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from intake_app.domain.directory import Need, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; what is empty does not matter.

    Attributes:
        language: Only services that speak it.
        prefers: Services that speak it come first.
        text: Words that all stand somewhere in the service, in any order.
    """

    need: Need | None = None
    place: str = ""
    language: str = ""
    prefers: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A service that was found.

    Attributes:
        is_open: At the moment asked about; None when its hours cannot be read.
        speaks: Whether the language preferred is spoken there.
    """

    service: Service
    is_open: bool | None
    speaks: bool


def search(services: Iterable[Service], wanted: Wanted, *, at: datetime) -> tuple[Found, ...]:
    """Return what fits: open ones first, hotlines always, and last.

    A service without a place helps everywhere.

    Args:
        services: The directory.
        wanted: What is looked for.
        at: The moment, in the time of the place.
    """
    found = [
        Found(service=service, is_open=_open(service, at), speaks=_speaks(service, wanted.prefers))
        for service in services
        if service.is_hotline or _fits(service, wanted)
    ]
    return tuple(sorted(found, key=lambda each: _order(each, wanted, at)))


def places(services: Iterable[Service]) -> tuple[str, ...]:
    """Return the places that may be named to choose from, each once, sorted."""
    found = {folded(s.shown_place): s.shown_place for s in services if s.shown_place}
    return tuple(found[key] for key in sorted(found))


def folded(text: str) -> str:
    """Return `text` as it is compared: without case, accents, vowel marks and stretching."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    kept = (c for c in parts if unicodedata.category(c) not in {"Mn", "Cf"} and c != "\u0640")
    return " ".join("".join(kept).split())


def _fits(service: Service, wanted: Wanted) -> bool:
    if wanted.need is not None and wanted.need not in service.offers:
        return False
    place = folded(wanted.place)
    if place and service.place and place not in folded(service.place):
        return False
    if wanted.language and not _speaks(service, wanted.language):
        return False
    words = folded(wanted.text).split()
    return not words or _holds(service, words)


def _holds(service: Service, words: list[str]) -> bool:
    told = (
        service.name,
        service.card_name,
        service.shown_place,
        service.address,
        service.accepts,
        *service.phones,
        *service.languages,
        *service.offers,
        service.kind,
    )
    hay = folded(" ".join(told))
    return all(word in hay for word in words)


def _speaks(service: Service, tag: str) -> bool:
    first = tag.partition("-")[0]
    return bool(tag) and any(known.partition("-")[0] == first for known in service.languages)


def _open(service: Service, at: datetime) -> bool | None:
    times = service.times
    return None if times is None else is_open(times, at)


def _order(found: Found, wanted: Wanted, at: datetime) -> tuple[object, ...]:
    """Give what can be used now first; between equals, the freshest word, then the name."""
    service = found.service
    by_hours = {True: 0, None: 1, False: 2}[found.is_open]
    has_need = wanted.need is None or wanted.need in service.offers
    return (
        service.is_hotline,
        not has_need,
        by_hours,
        not found.speaks,
        service.is_stale(at.date()),
        folded(service.name),
        service.id,
    )

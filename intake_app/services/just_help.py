"""Just help: services near here now, and their cards. Nothing is written down.

Only where the office wants it, how often each need was asked for on a day is
counted: no person, no time, no place, no service.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from intake_app.domain.help_card import card_of
from intake_app.domain.service_search import Wanted, search
from intake_app.guard import strict_json
from intake_app.i18n.catalog import Catalog
from intake_app.report.card_words import CardLine, card_lines
from intake_app.services.directory import HERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.directory import Need, Service
    from intake_app.domain.help_card import HelpCard
    from intake_app.domain.repositories import Unit
    from intake_app.domain.service_search import Found
    from intake_app.services.workplace import Workplace

__all__ = ["CardLine", "JustHelp", "Nearby", "card_lines", "print_card"]

COUNTING: Final = "just-help-counting"
COUNTS: Final = "just-help-counts"
_DAYS_KEPT: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """What was found for a need.

    Attributes:
        here: The place that was looked in, or "" when none is named.
        is_elsewhere: Whether nothing was found here, and these are somewhere else.
        is_empty: Whether there is no directory at all.
    """

    found: Sequence[Found]
    here: str
    is_elsewhere: bool
    is_empty: bool
    now: datetime


class JustHelp:
    """Just help in one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def near(self, need: Need, *, prefers: str = "") -> Nearby:
        """Return the services for a need: here and open first, hotlines last.

        Args:
            need: What is needed.
            prefers: The person's language; services that speak it come first.
        """

        def work(unit: Unit) -> tuple[Sequence[Service], str]:
            return unit.services.all(), unit.settings.get(HERE)

        services, here = self._place.do(work)
        now = self._now()
        wanted = Wanted(need=need, place=here, prefers=prefers)
        found = search(services, wanted, at=now)
        is_elsewhere = bool(here) and all(each.service.is_hotline for each in found)
        if is_elsewhere:
            wide = search(services, replace(wanted, place=""), at=now)
            is_elsewhere, found = any(not each.service.is_hotline for each in wide), wide
        return Nearby(
            found=found, here=here, is_elsewhere=is_elsewhere, is_empty=not services, now=now
        )

    def card(self, service: Service) -> HelpCard:
        """Return what stands on the card of a service today."""
        return card_of(service, self._now().date())

    def is_counting(self) -> bool:
        """Whether the office wants needs to be counted; off unless somebody said so."""
        return self._place.do(lambda unit: unit.settings.get(COUNTING)) == "yes"

    def set_counting(self, *, on: bool) -> None:
        """Say whether needs are counted; off forgets what was counted."""

        def work(unit: Unit) -> None:
            unit.settings.put(COUNTING, "yes" if on else "")
            if not on:
                unit.settings.put(COUNTS, "")

        self._place.do(work)

    def count(self, need: Need) -> None:
        """Count a need of today, where the office wants it; else write nothing at all."""
        today = self._now().date().isoformat()

        def work(unit: Unit) -> None:
            if unit.settings.get(COUNTING) != "yes":
                return
            days = {day: dict(needs) for day, needs in _counts(unit).items()}
            day = days.setdefault(today, {})
            day[need.value] = day.get(need.value, 0) + 1
            kept = {day: days[day] for day in sorted(days)[-_DAYS_KEPT:]}
            unit.settings.put(COUNTS, strict_json.dumps(kept).decode("utf-8"))

        self._place.do(work)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Return how often each need was asked for, by day (ISO) and need."""
        return self._place.do(_counts)

    def _now(self) -> datetime:
        return self._place.clock.now().astimezone(ZoneInfo(self._place.timezone))


def print_card(card: HelpCard, tag: str) -> bytes:
    """Return a card as a PDF in one language; the same card gives the same bytes.

    Nothing is written anywhere.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
    """
    from intake_app.report.service_card import service_card_pdf  # noqa: PLC0415 - reportlab, not at start

    return service_card_pdf(card, Catalog(tag))


def _counts(unit: Unit) -> dict[str, dict[str, int]]:
    text = unit.settings.get(COUNTS)
    told = strict_json.loads(text) if text else {}
    if not isinstance(told, dict):
        return {}
    return {
        day: {need: n for need, n in needs.items() if isinstance(n, int)}
        for day, needs in told.items()
        if isinstance(needs, dict)
    }

"""What is said of a service in a line: whether it is open, how to reach it, how fresh that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.directory import STALE_AFTER
from intake_app.domain.hours import DAY, closing
from intake_app.domain.message import MN, M
from intake_app.i18n.countries import country_name
from intake_app.i18n.direction import isolated, unbroken
from intake_app.i18n.languages import language as language_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from intake_app.domain.directory import Service
    from intake_app.domain.message import Message
    from intake_app.domain.service_search import Found
    from intake_app.services.directory import DirectoryAge
    from intake_app.ui.language import LanguageSwitch

BETWEEN = " \u00b7 "
_MONTH = 30
_WEEK = 7


def confirmed_words(service: Service, today: date) -> Message:
    """Return when somebody last asked the service, and whether to call it first."""
    if service.confirmed is None:
        return M("never confirmed: call first")
    days = max(0, (today - service.confirmed).days)
    if days == 0:
        return M("confirmed today")
    if days <= STALE_AFTER.days:
        return MN("confirmed {count} day ago", "confirmed {count} days ago", days)
    months = days // _MONTH
    return MN(
        "confirmed {count} month ago: call first",
        "confirmed {count} months ago: call first",
        months,
    )


def open_words(service: Service, now: datetime, language: LanguageSwitch) -> str:
    """Return whether it is open now; its hours as written when nobody can tell; else ""."""
    if service.times is None:
        return isolated(service.hours) if service.hours else ""
    if len(service.times) == _WEEK and all(s.closes - s.opens == DAY for s in service.times):
        return language.text(M("open at any hour"))
    ends = closing(service.times, now)
    if ends is None:
        return language.text(M("closed now"))
    clock = language.catalog.formats.clock(ends // 60, ends % 60)
    # Translators: {time} is e.g. 17:00.
    return language.text(M("open now until {time}", time=clock))


def title_of(service: Service, language: LanguageSwitch) -> str:
    """Return the name of a service and where it is; of a secret place the country alone."""
    where = service.shown_place
    if not where and service.country:
        where = country_name(service.country, language.language.tag)
    return BETWEEN.join(isolated(part) for part in (service.name, where) if part)


def note_of(found: Found, now: datetime, language: LanguageSwitch) -> str:
    """Return what is said under the name, each thing only when there is something to say."""
    return BETWEEN.join(part for part in _parts(found, now, language) if part)


def _parts(found: Found, now: datetime, language: LanguageSwitch) -> Iterator[str]:
    service = found.service
    yield language.text(confirmed_words(service, now.date()))
    yield open_words(service, now, language)
    yield from map(unbroken, service.phones[:2])
    if service.is_confidential:
        # Translators: of a service; its address is told to nobody.
        yield language.text(M("address not shown"))
    else:
        yield isolated(service.address) if service.address else ""
    yield isolated(service.accepts) if service.accepts else ""
    yield ", ".join(isolated(language_of(tag).autonym) for tag in service.languages)


def age_words(age: DirectoryAge) -> Message:
    """Return how old the directory is, in a line."""
    if age.days is None or not age.count:
        return M("no service directory yet")
    fresh = MN("{count} confirmed in the last 30 days", "{count} confirmed in the last 30 days",
               age.fresh)  # fmt: skip
    services = MN("{count} service", "{count} services", age.count)
    # Translators: e.g. "8 services, 5 confirmed in the last 30 days".
    return M("{services}, {fresh}", services=services, fresh=fresh)

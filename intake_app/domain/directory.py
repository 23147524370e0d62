"""The service directory: who can help with what, where, when, in which languages.

docs/formats/directory.md decides. A service whose address is secret holds none:
what is not here can be shown by nobody.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from intake_app.domain.hours import parse_hours
from intake_app.domain.ids import ID_LENGTH, Fingerprint
from intake_app.domain.referral import FIELD_GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.hours import Span

STALE_AFTER: Final = timedelta(days=90)
"""A service that nobody has asked for so long is to be called first."""

FRESH: Final = timedelta(days=30)
"""A service that was asked since is counted as confirmed lately (domain brief, phase 0)."""

DEFAULT_ASKS: Final = ("need", "people", "languages")
LONGEST_CELL: Final = 300
MOST_VALUES: Final = 40

_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_PHONE: Final = re.compile(r"[+(]?[\d*#][\d ()/.*#-]{1,39}")


class Need(StrEnum):
    """What somebody may need, as said across a table; the codes of the column `services`."""

    FOOD = "food"
    SLEEP = "sleep"
    DOCTOR = "doctor"
    PHONE = "phone"
    LAWYER = "lawyer"
    PAPERS = "papers"
    CHILD = "child"
    PAY = "pay"
    TALK = "talk"
    HOME = "home"
    INTERPRETER = "interpreter"
    OTHER = "other"


class ServiceKind(StrEnum):
    """What sort of place it is."""

    SHELTER = "shelter"
    HEALTH = "health"
    LEGAL = "legal"
    FOOD = "food"
    ADVICE = "advice"
    CHILD = "child"
    CONSULATE = "consulate"
    TRANSPORT = "transport"
    OFFICE = "office"
    OTHER = "other"


class Way(StrEnum):
    """How a referral can reach a service."""

    FILE = "file"
    PAPER = "paper"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service of the directory.

    Attributes:
        id: Stays the same from one file to the next (`service_id`).
        offers: What it helps with.
        place: Town or district, for searching; see `shown_place`.
        address: Never there when the address is secret.
        languages: BCP 47 tags.
        hours: As written; `times` when they could be read.
        accepts: Whom it takes, in plain words.
        confirmed: When somebody last asked them, or None.
        card: The fingerprint of their contact card, or "".
        asks: Field groups it asks for.
        card_name: What may stand on a card when the name says too much.
    """

    id: str
    name: str
    offers: tuple[Need, ...]
    kind: ServiceKind = ServiceKind.OTHER
    place: str = ""
    address: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    hours: str = ""
    phones: tuple[str, ...] = ()
    accepts: str = ""
    confirmed: date | None = None
    ways: tuple[Way, ...] = ()
    card: str = ""
    asks: tuple[str, ...] = DEFAULT_ASKS
    is_hotline: bool = False
    is_confidential: bool = False
    card_name: str = ""

    def __post_init__(self) -> None:
        """Refuse what no file may bring: a secret address above all."""
        if self.is_confidential and self.address:
            raise ValueError("a confidential service has no address")
        if not self.name or not _ID.fullmatch(self.id) or not self.offers:
            raise ValueError("a service has an id, a name and something it helps with")
        if self.country and not _COUNTRY.fullmatch(self.country):
            raise ValueError("a country is two capital letters")
        if self.card and not _FINGERPRINT.fullmatch(self.card):
            raise ValueError("a card's fingerprint is 64 hexadecimal digits")
        if not set(self.asks) <= set(FIELD_GROUPS):
            raise ValueError("no such field group")

    @property
    def shown_place(self) -> str:
        """Where it is, for screens, prints and files: nothing when that is secret."""
        return "" if self.is_confidential else self.place

    @property
    def times(self) -> tuple[Span, ...] | None:
        """The opening hours, or None when nobody can tell."""
        return parse_hours(self.hours)

    @property
    def recipient(self) -> Fingerprint:
        """What stands for it in the consent ledger, where an office has its fingerprint."""
        return Fingerprint(self.card or f"service:{self.id}")

    def is_stale(self, today: date) -> bool:
        """Whether it is to be called before anybody is sent there."""
        return self.confirmed is None or today - self.confirmed > STALE_AFTER


class Services(Protocol):
    """The directory within one unit of work."""

    def all(self) -> Sequence[Service]:
        """Return every service, by name."""
        ...

    def put(self, service: Service, at: datetime) -> None:
        """Keep a service, in place of an earlier one with the same id."""
        ...

    def drop(self, service_id: str) -> None:
        """Take a service out; one that is not there is no error."""
        ...

    def taken_at(self) -> datetime | None:
        """Return when a service was last written, or None when there is none."""
        ...


def service_id(name: str, country: str, place: str) -> str:
    """Return the id of a service whose row bears none (docs/formats/directory.md)."""
    parts = (" ".join(unicodedata.normalize("NFKC", p).casefold().split()) for p in
             (name, country, place))  # fmt: skip
    digest = hashlib.sha256("".join(f"{part}\0" for part in parts).encode()).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:ID_LENGTH]


def is_id(text: str) -> bool:
    """Whether `text` can be the id of a service."""
    return _ID.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Whether `text` can be called, short numbers included."""
    return _PHONE.fullmatch(text) is not None


def service_to_json(service: Service) -> dict[str, str | bool | list[str]]:
    """Return the service as the object that is stored."""
    return {
        "id": service.id,
        "name": service.name,
        "kind": service.kind.value,
        "offers": [need.value for need in service.offers],
        "place": service.place,
        "address": service.address,
        "country": service.country,
        "languages": list(service.languages),
        "hours": service.hours,
        "phones": list(service.phones),
        "accepts": service.accepts,
        "confirmed": service.confirmed.isoformat() if service.confirmed else "",
        "ways": [way.value for way in service.ways],
        "card": service.card,
        "asks": list(service.asks),
        "hotline": service.is_hotline,
        "confidential": service.is_confidential,
        "card_name": service.card_name,
    }


def service_from_json(fields: Mapping[str, object]) -> Service:
    """Return the service that `service_to_json` wrote.

    Raises:
        ValueError: The object is no such service.
    """
    confirmed = _text(fields, "confirmed")
    phones = _texts(fields, "phones")
    if not all(map(is_phone, phones)):
        raise ValueError("not a phone number")
    return Service(
        id=_text(fields, "id"),
        name=_text(fields, "name"),
        kind=ServiceKind(_text(fields, "kind")),
        offers=tuple(map(Need, _texts(fields, "offers"))),
        place=_text(fields, "place"),
        address=_text(fields, "address"),
        country=_text(fields, "country"),
        languages=_texts(fields, "languages"),
        hours=_text(fields, "hours"),
        phones=phones,
        accepts=_text(fields, "accepts"),
        confirmed=date.fromisoformat(confirmed) if confirmed else None,
        ways=tuple(map(Way, _texts(fields, "ways"))),
        card=_text(fields, "card"),
        asks=_texts(fields, "asks"),
        is_hotline=_flag(fields, "hotline"),
        is_confidential=_flag(fields, "confidential"),
        card_name=_text(fields, "card_name"),
    )


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > LONGEST_CELL:
        raise ValueError(name)
    return value


def _texts(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    if not isinstance(value, list) or len(value) > MOST_VALUES:
        raise ValueError(name)
    if not all(isinstance(item, str) and len(item) <= LONGEST_CELL for item in value):
        raise ValueError(name)
    return tuple(str(item) for item in value)


def _flag(fields: Mapping[str, object], name: str) -> bool:
    value = fields.get(name)
    if not isinstance(value, bool):
        raise ValueError(name)  # noqa: TRY004 - one kind of error for a damaged object
    return value

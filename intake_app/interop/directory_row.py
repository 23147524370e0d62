"""One row of a directory file: from its cells to a service, or to what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from intake_app.domain.directory import (
    DEFAULT_ASKS,
    LONGEST_CELL,
    MOST_VALUES,
    Need,
    Service,
    ServiceKind,
    Way,
    is_id,
    is_phone,
    service_id,
)
from intake_app.domain.message import M
from intake_app.domain.referral import FIELD_GROUPS
from intake_app.guard.names import plain
from intake_app.i18n.countries import countries_by_name, country_codes
from intake_app.i18n.digits import ascii_digits
from intake_app.i18n.language_names import languages_by_name
from intake_app.i18n.languages import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message

COLUMNS: Final = (
    "id", "name", "kind", "services", "place", "address", "country", "languages", "hours",
    "phone", "accepts", "confirmed", "way", "card", "asks", "hotline", "confidential", "card_name",
)  # fmt: skip
NEEDED: Final = ("name", "services")

_SHOWN: Final = 60
"""Characters of a cell that are repeated to tell it by."""

_ONE_DAY: Final = timedelta(days=1)
_YES: Final = frozenset({"yes", "y", "true", "1", "x"})
_NO: Final = frozenset({"no", "n", "false", "0"})
_MARKED: Final = re.compile(r"'(?=[=+\-@])")
_BETWEEN: Final = re.compile(r"[;|]")

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about a row.

    Attributes:
        row: As a spreadsheet program numbers it.
        found: What stood there, shortened.
        message: What is wrong, and what to write instead.
        is_error: Whether the row was not taken for it.
    """

    row: int
    column: str
    found: str
    message: Message
    is_error: bool = True


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads one row after the other, and remembers which services were there.

    Attributes:
        today: No service was asked later than tomorrow, wherever it is.
    """

    today: date
    services: list[Service] = field(default_factory=list[Service])
    findings: list[Finding] = field(default_factory=list[Finding])
    bad_ids: set[str] = field(default_factory=set[str])
    _rows: dict[str, int] = field(default_factory=dict[str, int])

    def read(self, number: int, cells: Mapping[str, str]) -> None:
        """Read the row; its service is added, or its errors are."""
        row = _Row(number=number, today=self.today, cells=cells)
        service = row.service()
        if service is not None and service.id in self._rows:
            first = self._rows[service.id]
            row.wrong("name", M("The same service stands in row {row}. Delete one of them, or give "
                                "each an id.", row=first))  # fmt: skip
            service = None
        elif service is None and row.id and row.id not in self._rows:
            self.bad_ids.add(row.id)
        if service is not None:
            self.services.append(service)
            self._rows[service.id] = number
            self.bad_ids.discard(service.id)
        self.findings += row.findings


@dataclass(slots=True, kw_only=True)
class _Row:
    number: int
    today: date
    cells: Mapping[str, str]
    id: str = ""
    findings: list[Finding] = field(default_factory=list[Finding])

    def service(self) -> Service | None:
        """Return the service, or None when an error was found."""
        kind = self._code("kind", ServiceKind) or ServiceKind.OTHER
        confidential = self._flag("confidential", default=kind is ServiceKind.SHELTER)
        name, country, place = self._text("name"), self._country(), self._text("place")
        if not name and not any(f.column == "name" for f in self.findings):
            self.wrong("name", M("Write what the service is called."))
        if confidential and not country:
            self.wrong("country", M("Write the country of a confidential service, e.g. PT."))
        self.id = self._id(name, country, "" if confidential else place)
        phones, address = self._phones(), self._text("address")
        if confidential and address:
            self._note("address", M("Left out: the address of this service is confidential."))
            address = ""
        if not phones and not address:
            self.wrong("phone", M("Write a number to call, or an address to go to."))
        offers = self._codes("services", Need)
        if not self.cells.get("services", "").strip():
            self.wrong(
                "services", M("Write what it helps with, e.g. {codes}", codes="doctor; talk")
            )
        card = self._card()
        ways = self._codes("way", Way) or ((Way.PHONE,) if phones else (Way.PAPER,))
        if Way.FILE in ways and not card:
            self._note("way", M("No file can be made: there is no fingerprint in the column card."))
        hours = self._text("hours")
        languages, accepts, confirmed = self._languages(), self._text("accepts"), self._confirmed()
        asks, is_hotline = self._asks(), self._flag("hotline", default=False)
        card_name = self._text("card_name")
        if any(finding.is_error for finding in self.findings):
            return None
        service = Service(
            id=self.id, name=name, kind=kind, offers=offers, place=place, address=address,
            country=country, languages=languages, hours=hours, phones=phones, accepts=accepts,
            confirmed=confirmed, ways=ways, card=card, asks=asks, is_hotline=is_hotline,
            is_confidential=confidential, card_name=card_name,
        )  # fmt: skip
        if hours and service.times is None:
            self._note("hours", M("Taken as it is. Written like Mon-Fri 09:00-17:00, the program "
                                  "could say whether it is open now."))  # fmt: skip
        return service

    def wrong(self, column: str, message: Message, found: str | None = None) -> None:
        """Say why the row is not taken."""
        self._find(column, message, found, is_error=True)

    def _note(self, column: str, message: Message) -> None:
        self._find(column, message, None, is_error=False)

    def _find(self, column: str, message: Message, found: str | None, *, is_error: bool) -> None:
        cell = _one_line(self.cells.get(column, "") if found is None else found)
        shown = cell if len(cell) <= _SHOWN else cell[: _SHOWN - 1] + "\u2026"
        self.findings.append(
            Finding(row=self.number, column=column, found=shown, message=message, is_error=is_error)
        )

    def _text(self, column: str) -> str:
        raw = _one_line(self.cells.get(column, ""))
        text = _MARKED.sub("", raw, count=1) if _MARKED.match(raw) else raw
        if text in {"-", "\u2013", "\u2014"}:
            return ""
        if raw == text and text.startswith(("=", "@")):
            self.wrong(column, M("This is a formula. Write the words themselves."))
            return ""
        if len(text) > LONGEST_CELL:
            self.wrong(column, M("Too long: keep to {count} characters.", count=LONGEST_CELL))
            return ""
        return text

    def _values(self, column: str) -> list[str]:
        found = [value.strip() for value in _BETWEEN.split(self._text(column))]
        values = list(dict.fromkeys(value for value in found if value))
        if len(values) > MOST_VALUES:
            self.wrong(column, M("Too many values: keep to {count}.", count=MOST_VALUES))
            return []
        return values

    def _codes(self, column: str, codes: type[Code]) -> tuple[Code, ...]:
        known = {code.value: code for code in codes}
        found: list[Code] = []
        for value in self._values(column):
            code = known.get(value.casefold())
            if code is None:
                allowed = ", ".join(known)
                self.wrong(column, M("Not known here. Write one of: {codes}", codes=allowed), value)
            elif code not in found:
                found.append(code)
        return tuple(found)

    def _code(self, column: str, codes: type[Code]) -> Code | None:
        found = self._codes(column, codes)
        if len(found) > 1:
            self.wrong(column, M("Only one can stand here."))
        return found[0] if found else None

    def _flag(self, column: str, *, default: bool) -> bool:
        text = self._text(column).casefold()
        if text and text not in _YES | _NO:
            self.wrong(column, M("Write yes or no."))
        return text in _YES if text else default

    def _id(self, name: str, country: str, place: str) -> str:
        given = self._text("id").casefold()
        if given and not is_id(given):
            self.wrong("id", M("An id holds only the letters a to z, digits, and . _ -"))
            return ""
        return given or (service_id(name, country, place) if name else "")

    def _country(self) -> str:
        text = self._text("country")
        code = text.upper()
        if code and code not in country_codes():
            code = countries_by_name().get(text.casefold(), "")
            if not code:
                self.wrong("country", M("Write the two letters of a country, e.g. PT."))
        return code

    def _languages(self) -> tuple[str, ...]:
        tags: list[str] = []
        for value in self._values("languages"):
            tag = _tag(value)
            if tag is None:
                self.wrong("languages", M("Write the code of a language, e.g. ar, or its English "
                                          "name."), value)  # fmt: skip
            elif tag not in tags:
                tags.append(tag)
        return tuple(tags)

    def _phones(self) -> tuple[str, ...]:
        values = [ascii_digits(value) for value in self._values("phone")]
        for value in values:
            if not is_phone(value):
                self.wrong("phone", M("Write only digits, blanks and + ( ) / - . # * here."), value)
        return tuple(values)

    def _confirmed(self) -> date | None:
        text = ascii_digits(self._text("confirmed"))
        if not text:
            return None
        try:
            day = date.fromisoformat(text) if len(text) == len("2026-11-03") else None
        except ValueError:
            day = None
        if day is None:
            self.wrong("confirmed", M("Write the day as year-month-day, e.g. 2026-11-03."))
        elif day > self.today + _ONE_DAY:
            self.wrong(
                "confirmed", M("This day is still to come. Write when they were last asked.")
            )
        return day

    def _card(self) -> str:
        text = re.sub(r"[\s:]", "", self._text("card")).casefold()
        if text and not re.fullmatch(r"[0-9a-f]{64}", text):
            self.wrong("card", M("A fingerprint is 64 digits and letters from a to f. Leave the "
                                 "cell empty if you have none."))  # fmt: skip
        return text

    def _asks(self) -> tuple[str, ...]:
        values = [value.casefold() for value in self._values("asks")]
        for value in values:
            if value not in FIELD_GROUPS:
                allowed = ", ".join(FIELD_GROUPS)
                self.wrong("asks", M("Not known here. Write one of: {codes}", codes=allowed), value)
        return tuple(group for group in FIELD_GROUPS if group in values) or DEFAULT_ASKS


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def _tag(value: str) -> str | None:
    """Return the language tag that `value` is, or that it names."""
    named = languages_by_name().get(value.casefold())
    if named:
        return named
    try:
        tag = canonical_tag(value)
    except ValueError:
        return None
    return tag if tag.partition("-")[0] in languages_by_name().values() else None

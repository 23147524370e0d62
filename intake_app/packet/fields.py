"""Strict reading of JSON objects: every value has its type, its limits and its place.

Keys we do not know are no error; what stands there is collected, so that a reader
can show it as other data (docs/formats/packet.md, section 1).
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from intake_app.domain.packet import OtherDatum
from intake_app.domain.times import from_iso
from intake_app.guard import strict_json
from intake_app.guard.names import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from intake_app.guard.strict_json import Json

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

MAX_INTEGER = (1 << 53) - 1
MAX_WORDINGS = 16
MAX_TAGS = 16
MAX_WORDING = 20_000
MAX_OTHER = 100
MAX_OTHER_VALUE = 500
_MAX_TAG = 35

HASH = re.compile(r"[0-9a-f]{64}")
ID = re.compile(r"[a-z2-7]{26}")
TOKEN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]{1,128}")
NAME = re.compile(r"[0-9a-f]{32}")
RECIPIENT = re.compile(r"age1pq1[a-z0-9]{1,2000}")
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_MOMENT = re.compile(r"[0-9]{4}(?:-[0-9]{2}){2}T[0-9]{2}(?::[0-9]{2}){2}\.[0-9]{6}Z")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")


class FieldError(Exception):
    """A value is missing, of another type, or outside its limits; names the place only."""


class Fields:
    """The members of one JSON object, each to be taken once.

    Args:
        value: What should be the object.
        path: Where it stands, for naming unknown keys ("body.terms").
        other: Where what stands under unknown keys is collected, each once.

    Raises:
        FieldError: The value is not an object.
    """

    def __init__(self, value: Json, path: str, other: set[OtherDatum]) -> None:
        if not isinstance(value, dict):
            raise FieldError(path)
        self._left = dict(value)
        self._path = path
        self._other = other

    def done(self) -> None:
        """Collect what nobody took, as long as there is room for it."""
        for name, value in self._left.items():
            if len(self._other) < MAX_OTHER:
                place = self._place(name if _KEY.fullmatch(name) else "?")
                self._other.add(OtherDatum(name=place, value=_as_text(value)))

    def take(self, name: str) -> Json:
        """Return the value under `name` as it is."""
        if name not in self._left:
            raise self.wrong(name)
        return self._left.pop(name)

    def text(self, name: str, most: int) -> str:
        """Return a string of at most `most` characters."""
        return self._checked_text(name, self.take(name), most)

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        """Return a string that `pattern` matches as a whole."""
        value = self.take(name)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise self.wrong(name)
        return value

    def integer(self, name: str, *, least: int = 0, most: int = MAX_INTEGER) -> int:
        """Return a whole number from `least` to `most`."""
        value = self.take(name)
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(name)
        return value

    def boolean(self, name: str) -> bool:
        """Return true or false."""
        value = self.take(name)
        if not isinstance(value, bool):
            raise self.wrong(name)
        return value

    def boolean_or_none(self, name: str) -> bool | None:
        """Return true, false, or None for null."""
        value = self.take(name)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(name)
        return value

    def one_of(self, name: str, words: type[E]) -> E:
        """Return a word of a closed list."""
        return self._word(name, self.take(name), words)

    def one_of_or_none(self, name: str, words: type[E]) -> E | None:
        """Return a word of a closed list, or None for null."""
        value = self.take(name)
        return None if value is None else self._word(name, value, words)

    def moment(self, name: str) -> datetime:
        """Return a moment (UTC, six digits of fraction)."""
        return self._checked_moment(name, self.take(name))

    def moment_or_none(self, name: str) -> datetime | None:
        """Return a moment, or None for null."""
        value = self.take(name)
        return None if value is None else self._checked_moment(name, value)

    def binary(self, name: str, size: int) -> bytes:
        """Return `size` bytes that stand in canonical base64."""
        data = self._decoded(name, self.take(name))
        if len(data) != size:
            raise self.wrong(name)
        return data

    def binary_or_none(self, name: str, most: int) -> bytes | None:
        """Return 1 to `most` bytes that stand in canonical base64, or None for null."""
        value = self.take(name)
        if value is None:
            return None
        data = self._decoded(name, value)
        if not 0 < len(data) <= most:
            raise self.wrong(name)
        return data

    def fields(self, name: str) -> Fields:
        """Return the members of an object."""
        return Fields(self.take(name), self._place(name), self._other)

    def fields_or_none(self, name: str) -> Fields | None:
        """Return the members of an object, or None for null."""
        value = self.take(name)
        return None if value is None else Fields(value, self._place(name), self._other)

    def objects(self, name: str, most: int, read: Callable[[Fields], T]) -> tuple[T, ...]:
        """Return what `read` makes of each object of an array."""
        place = self._place(name)
        return tuple(read(Fields(item, place, self._other)) for item in self._items(name, most))

    def strings(
        self, name: str, pattern: re.Pattern[str], *, most: int, least: int = 0, longest: int = 128
    ) -> tuple[str, ...]:
        """Return the strings of an array, each matched by `pattern` as a whole."""
        found = [self._checked_text(name, item, longest) for item in self._items(name, most)]
        if len(found) < least or not all(pattern.fullmatch(item) for item in found):
            raise self.wrong(name)
        return tuple(found)

    def tags(self, name: str) -> tuple[str, ...]:
        """Return the language tags of an array."""
        return self.strings(name, TAG, most=MAX_TAGS, longest=_MAX_TAG)

    def tag(self, name: str) -> str:
        """Return a language tag."""
        tag = self.text(name, _MAX_TAG)
        if not TAG.fullmatch(tag):
            raise self.wrong(name)
        return tag

    def codes(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Return the codes of an array, each one of `allowed` and there only once."""
        found = self.strings(name, TOKEN, most=len(allowed))
        if len(set(found)) != len(found) or not set(found) <= set(allowed):
            raise self.wrong(name)
        return found

    def wordings(self, name: str) -> dict[str, str]:
        """Return texts by language tag."""
        value = self.take(name)
        if not isinstance(value, dict) or len(value) > MAX_WORDINGS:
            raise self.wrong(name)
        if not all(len(tag) <= _MAX_TAG and TAG.fullmatch(tag) for tag in value):
            raise self.wrong(name)
        return {tag: self._checked_text(name, text, MAX_WORDING) for tag, text in value.items()}

    def wrong(self, name: str) -> FieldError:
        """Return the error that names the member `name`."""
        return FieldError(self._place(name))

    def _decoded(self, name: str, value: Json) -> bytes:
        try:
            data = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
        except (binascii.Error, ValueError):
            raise self.wrong(name) from None
        if base64.b64encode(data).decode("ascii") != value:
            raise self.wrong(name)
        return data

    def _place(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _items(self, name: str, most: int) -> list[Json]:
        value = self.take(name)
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(name)
        return value

    def _checked_text(self, name: str, value: Json, most: int) -> str:
        if not isinstance(value, str) or len(value) > most:
            raise self.wrong(name)
        return value

    def _word(self, name: str, value: Json, words: type[E]) -> E:
        try:
            return words(self._checked_text(name, value, MAX_WORDING))
        except ValueError:
            raise self.wrong(name) from None

    def _checked_moment(self, name: str, value: Json) -> datetime:
        if not isinstance(value, str) or not _MOMENT.fullmatch(value):
            raise self.wrong(name)
        try:
            return from_iso(value).astimezone(UTC)
        except ValueError:
            raise self.wrong(name) from None


def _as_text(value: Json) -> str:
    """Return a value that we know nothing of as one line of text, cut where it grows long."""
    text = value if isinstance(value, str) else strict_json.dumps(value).decode("utf-8")
    line = " ".join(plain(text[:MAX_OTHER_VALUE]).split())
    return line + "\u2026" if len(text) > MAX_OTHER_VALUE else line

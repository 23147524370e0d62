"""Words typed into a form and not kept yet: on the disk meanwhile, so that a power cut takes none.

They are no part of the record: nothing reads them but the field they were typed
into, and they go when the form is kept, when the field is emptied, and with the
person (`store.cases`). One small row for each person, encrypted like everything.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import StoreDamagedError
from intake_app.guard import strict_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.ids import CaseId
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands in a field.

    Attributes:
        text: As typed, spaces included.
        language: BCP 47 tag of the language it is written in, or "".
    """

    text: str
    language: str = ""


class HalfTypedWords:
    """What is half-typed about the people of one profile."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._lock = threading.Lock()
        self._latest: dict[CaseId, dict[str, Words]] = {}

    def say(self, case_id: CaseId, field: str, words: Words) -> None:
        """Remember what stands in a field now ("": nothing); returns at once.

        It is on the disk after the next `write`.
        """
        with self._lock:
            self._latest.setdefault(case_id, {})[field] = words

    def write(self, case_id: CaseId) -> None:
        """Put what was said of the fields of one person on the disk; blocks.

        What is said later wins, in whatever order this is called. Of a person
        who was erased meanwhile nothing is written.

        Raises:
            DiskFullError: There is no room; the words are still remembered, call it again.
            StoreError: The store failed otherwise.
        """
        with self._lock:
            latest = dict(self._latest.get(case_id, {}))
        if not latest:
            return
        self._place.do(lambda unit: _merge(unit, case_id, latest))
        with self._lock:
            left = self._latest.get(case_id, {})
            for field, words in latest.items():
                if left.get(field) is words:
                    del left[field]

    def read(self, case_id: CaseId) -> Mapping[str, Words]:
        """Return what is half-typed about a person, by field; blocks.

        Raises:
            StoreError: The store cannot be read.
        """
        with self._lock:
            latest = dict(self._latest.get(case_id, {}))
        stored = self._place.do(lambda unit: _stored(unit, case_id))
        return {field: words for field, words in {**stored, **latest}.items() if words.text}


def _merge(unit: Unit, case_id: CaseId, latest: Mapping[str, Words]) -> None:
    case = unit.cases.get(case_id)
    if case is None or case.erased_at is not None:
        return
    both = {**_stored(unit, case_id), **latest}
    kept: dict[str, strict_json.JsonLike] = {
        field: [words.text, words.language] for field, words in both.items() if words.text
    }
    value = strict_json.dumps(kept).decode("utf-8") if kept else ""
    if value != unit.settings.get(_name(case_id)):
        unit.settings.put(_name(case_id), value)


def _stored(unit: Unit, case_id: CaseId) -> dict[str, Words]:
    value = unit.settings.get(_name(case_id))
    if not value:
        return {}
    found = strict_json.loads(value.encode("utf-8"))
    if not isinstance(found, dict):
        raise StoreDamagedError
    return {field: _words(said) for field, said in found.items()}


def _words(said: strict_json.Json) -> Words:
    match said:
        case [str(text), str(language)]:
            return Words(text=text, language=language)
        case _:
            raise StoreDamagedError


def _name(case_id: CaseId) -> str:
    """Return the setting's name; it is deleted with the case (`store.cases`)."""
    return f"half-typed {case_id}"

"""A copy of a record by order of a court: the worker ticks what is given, the rest is not in it.

Nothing is ticked beforehand. The worker's own reading, their notes and who else has
something are parts of their own, so that nobody gives them by ticking something else.
A copy is in the record and in the chain before its bytes are handed out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from intake_app.domain.consent import scope_for
from intake_app.domain.court_copy import CourtOrder, CourtPaper, CourtPart
from intake_app.domain.errors import UsageError
from intake_app.domain.message import M
from intake_app.domain.referral import FIELD_GROUPS
from intake_app.domain.remark import RemarkKind
from intake_app.i18n.catalog import Catalog
from intake_app.services import words
from intake_app.services.court_copy_record import copy_of, text_of
from intake_app.services.printing import WORDING
from intake_app.services.written_beside import ORDERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from intake_app.domain.court_copy import CourtCopy
    from intake_app.domain.ids import CaseId
    from intake_app.domain.message import Message
    from intake_app.domain.my_information import Entry, MyInformation
    from intake_app.domain.repositories import Unit
    from intake_app.services.my_information import MyInformationDesk
    from intake_app.services.remarks import Remarking
    from intake_app.services.workplace import Workplace

OTHER: Final = "other"
NOTES: Final = "notes"
HOLDERS: Final = "holders"
READING: Final = "reading"
TOLD: Final = "told"

FURTHER_PARTS: Final[Mapping[str, Message]] = {
    OTHER: M("Other things"),
    HOLDERS: M("Who has something of it"),
    NOTES: M("The worker's notes beside the answers"),
    TOLD: M("What a child told, word for word"),
    READING: M("What the worker thought, and what the person said to that"),
}

PARTS: Final[Mapping[str, Message]] = {
    **{group: words.GROUPS[group] for group in FIELD_GROUPS},
    **FURTHER_PARTS,
}
"""Every part of a record, in the order in which it stands on paper."""

LONGEST: Final = 500


class CourtCopies:
    """Copies by order of a court in one open profile. The methods block."""

    def __init__(self, place: Workplace, desk: MyInformationDesk, remarking: Remarking) -> None:
        self._place = place
        self._desk = desk
        self._remarking = remarking

    def parts(self, case_id: CaseId) -> Sequence[CourtPart]:
        """Return the parts of a person's record in which something is written.

        Raises:
            StoreError: Nothing is written about such a person.
        """
        counts = _counts(self._desk.read(case_id))
        return [CourtPart(code=code, count=counts[code]) for code in PARTS if counts[code]]

    def make(self, case_id: CaseId, order: CourtOrder, given: Collection[str], tag: str) -> bytes:
        """Return the copy as a PDF in one language, and write down that it was made.

        Args:
            case_id: Whose record.
            order: Who ordered it and why it is followed.
            given: Codes of the parts that are given; everything else is held back.
            tag: The language of the copy.

        Raises:
            RuntimeError: There is no `QGuiApplication`, which setting text needs.
            UsageError: It is not said who ordered it, or why it is followed.
            StoreError: Nothing is written about such a person, or it could not be
                written down; then there is no copy.
        """
        from intake_app.report.court_copy_pdf import (  # noqa: PLC0415 - reportlab, not at start
            CourtWords,
            court_copy_pdf,
        )

        order = _checked(order)
        paper = self._paper(case_id, order, given, tag)
        pdf = court_copy_pdf(
            paper,
            catalog=Catalog(tag),
            wording=WORDING,
            words=CourtWords(parts=PARTS, items=words.ITEMS, choices=words.CHOICES),
        )
        self._write_down(case_id, order, [code for code in PARTS if code in given], paper)
        return pdf

    def made(self, case_id: CaseId) -> Sequence[CourtCopy]:
        """Return the copies that were made, oldest first."""
        remarks = self._place.do(lambda unit: unit.remarks.of_case(case_id))
        return [copy_of(remark) for remark in remarks if remark.kind is RemarkKind.COURT]

    # -- within ------------------------------------------------------------------

    def _paper(
        self, case_id: CaseId, order: CourtOrder, given: Collection[str], tag: str
    ) -> CourtPaper:
        found = self._desk.read(case_id, (tag,))
        now = self._place.clock.now()

        def work(unit: Unit) -> tuple[int, bool]:
            records = unit.consents.of_case(case_id)
            everyone = {r.scope.recipient for r in records if r.scope is not None}
            in_force = [s for s in (scope_for(records, r, at=now) for r in everyone) if s]
            scopes = [record.scope for record in records if record.scope is not None]
            return len(in_force), any(scope.no_authorities for scope in scopes)

        shared_with, no_authorities = self._place.do(work)
        entries = _by_part(found)
        return CourtPaper(
            order=order,
            made=now,
            given={code: entries.get(code, ()) for code in PARTS if code in given},
            bars={code: count for code in PARTS if (count := _held_back(code, found, given))},
            holders=found.holders if HOLDERS in given else (),
            told=found.told if TOLD in given else (),
            agreed=found.agreed,
            shared_with=shared_with,
            no_authorities=no_authorities,
            with_notes=NOTES in given,
        )

    def _write_down(
        self, case_id: CaseId, order: CourtOrder, given: list[str], paper: CourtPaper
    ) -> None:
        text = text_of(order, given, paper.held_back)
        self._remarking.add(case_id, RemarkKind.COURT, "", text, action="given-to-court")


def _by_part(found: MyInformation) -> dict[str, list[Entry]]:
    """Return the entries of each part."""
    parts: dict[str, list[Entry]] = {}
    for topic in found.topics:
        for entry in topic.entries:
            if entry.node.startswith(ORDERS):
                continue  # a court knows what it has ordered
            code = entry.group if entry.group in FIELD_GROUPS else OTHER
            parts.setdefault(code, []).append(entry)
    parts[READING] = list(found.impressions)
    return parts


def _counts(found: MyInformation) -> Counter[str]:
    """Return how many things are written in each part."""
    parts = _by_part(found)
    counts = Counter({code: len(entries) for code, entries in parts.items()})
    counts[HOLDERS] = len(found.holders)
    counts[TOLD] = len(found.told)
    counts[NOTES] = sum(_notes(entry) for entries in parts.values() for entry in entries)
    return counts


def _held_back(code: str, found: MyInformation, given: Collection[str]) -> int:
    """Return how many things of a part are held back; notes go with the answers they are on."""
    if code not in given:
        return _counts(found)[code]
    if code != NOTES:
        return 0
    kept = (entries for part, entries in _by_part(found).items() if part not in given)
    return sum(_notes(entry) for entries in kept for entry in entries)


def _notes(entry: Entry) -> int:
    return len(entry.notes) + len(entry.not_understood)


def _checked(order: CourtOrder) -> CourtOrder:
    by, reason = (" ".join(w.split())[:LONGEST] for w in (order.ordered_by, order.reason))
    if not by or not reason:
        raise UsageError(M("Write down who ordered it, and why it is followed."))
    return CourtOrder(ordered_by=by, reason=reason, is_told=order.is_told)

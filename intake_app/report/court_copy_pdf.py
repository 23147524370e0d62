"""A copy of a record for a court, on paper: what is not given is not in the file.

A black bar stands for each thing that is held back. It is as long for every word,
and there is nothing under it: no letters, no hidden text, no title, no maker.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.message import MN, M
from intake_app.report.entry_rows import EntryRows, harmless
from intake_app.report.rows import (
    GROUP,
    HEAD,
    HEADING,
    LABEL,
    NOTE,
    VALUE,
    Row,
    text_of_people,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake_app.domain.consent import Choice, ConsentItem
    from intake_app.domain.court_copy import CourtPaper
    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog
    from intake_app.report.referral_pdf import Wording

BAR_HEIGHT = 11.0
_BETWEEN = " \u00b7 "


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtWords:
    """The program's words on such a copy.

    Attributes:
        parts: For the parts of a record.
        items: For what was agreed.
        choices: For the person's word on it.
    """

    parts: Mapping[str, Message]
    items: Mapping[ConsentItem, Message]
    choices: Mapping[Choice, Message]


def court_copy_pdf(
    paper: CourtPaper, *, catalog: Catalog, wording: Wording, words: CourtWords
) -> bytes:
    """Return the copy as a PDF of A4 pages; the same values give the same bytes.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
    """
    from intake_app.report.sheet import Sheet  # noqa: PLC0415 - reportlab, not at start

    content = _Content(paper=paper, catalog=catalog, wording=wording, words=words)
    sheet = Sheet(
        rows=tuple(content.rows()),
        foot=tuple(content.foot()),
        head=content.head,
        direction=catalog.language.direction,
        tag=catalog.tag,
    )
    return sheet.pdf()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content(EntryRows):
    paper: CourtPaper
    words: CourtWords

    def head(self, page: int, pages: int) -> Row:
        day = self.day(self.paper.made)
        head = M("{date} \u00b7 Page {page} of {pages}", date=day, page=page, pages=pages)
        return self.said(head, HEAD)

    def foot(self) -> Iterator[Row]:
        yield self.said(
            M("Given only because of the order named on the first page. Do not copy it further."),
            NOTE,
        )

    def rows(self) -> Iterator[Row]:
        paper = self.paper
        yield self.said(M("Copy of a record, by order"), HEADING)
        yield from self._field(M("Ordered by"), paper.order.ordered_by)
        yield from self._field(M("Why it is followed, and who decided"), paper.order.reason)
        knows = M("The person knows of this copy.") if paper.order.is_told else M(
            "The person has not been told of this copy yet."
        )  # fmt: skip
        yield self.said(knows, VALUE, gap=9)
        held = MN(
            "{count} thing that is written down is held back: a black bar stands for it, and "
            "nothing is under the bar.",
            "{count} things that are written down are held back: a black bar stands for each, "
            "and nothing is under the bars.",
            paper.held_back,
        )
        yield self.said(held, VALUE, gap=4)
        yield from self._agreed()
        for code, title in self.words.parts.items():
            yield from self._part(code, title)

    def _agreed(self) -> Iterator[Row]:
        paper = self.paper
        title = M("What the person has agreed to")
        yield self.said(title, GROUP, gap=12, rule=True, keeps_next=True)
        for item, word in paper.agreed.items():
            agreed = M(
                "{thing}: {word}", thing=self.words.items[item], word=self.words.choices[word]
            )
            yield self.said(agreed, VALUE, gap=3)
        shared = MN(
            "To share something for help: with {count} office now.",
            "To share something for help: with {count} offices now.",
            paper.shared_with,
        )
        yield self.said(shared, VALUE, gap=3)
        if paper.no_authorities:
            none = M("The person has said: nothing to the police or to immigration.")
            yield self.said(none, VALUE, gap=3)

    def _part(self, code: str, title: Message) -> Iterator[Row]:
        entries, bars = self.paper.given.get(code, ()), self.paper.bars.get(code, 0)
        holders = self.paper.holders if code == "holders" else ()
        told = self.paper.told if code == "told" else ()
        if not entries and not bars and not holders and not told:
            return
        yield self.said(title, GROUP, gap=12, rule=True, keeps_next=True)
        for entry in entries:
            yield from self.entry(entry, with_notes=self.paper.with_notes)
        for holder in holders:
            groups = [self.catalog.text(self.wording.groups[group]) for group in holder.groups]
            yield Row(cells=(self.quoted(holder.name),), gap=6, keeps_next=True)
            yield self.said(M("{things}", things=_BETWEEN.join(groups)), NOTE, gap=1)
        for words in told:
            yield Row(cells=(self.shown((words,)),), gap=6)
        for _ in range(bars):
            yield Row(cells=(), gap=6, bar=BAR_HEIGHT)

    def _field(self, title: Message, words: str) -> Iterator[Row]:
        yield self.said(title, LABEL, gap=9, keeps_next=True)
        cell = text_of_people(harmless(words), VALUE, side=self.catalog.language.direction)
        yield Row(cells=(cell,), gap=1)

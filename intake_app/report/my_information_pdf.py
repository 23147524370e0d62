"""What is written about a person and who has it, on paper for that person, in one language.

It bears no number, no phrase and no name of ours: a paper that is found must not
open anything. Nothing else is in the file: no title, no name of a maker, no date
but those that are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.consent import Choice
from intake_app.domain.message import M
from intake_app.report.entry_rows import EntryRows, harmless
from intake_app.report.ground_words import without_agreement
from intake_app.report.rows import (
    GROUP,
    HEAD,
    HEADING,
    LABEL,
    NOTE,
    VALUE,
    Row,
    text_in,
    text_of_people,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake_app.domain.consent import ConsentItem
    from intake_app.domain.message import Message
    from intake_app.domain.my_information import Holder, MyInformation
    from intake_app.i18n.catalog import Catalog
    from intake_app.report.referral_pdf import Wording

NOT_ALL_ON_PAPER: Final = M(
    "Some things are never put on paper, to keep you safe. You can see all of it here, with us."
)
"""Stands on every copy, so that it says nothing of the person who has one."""

_BETWEEN = " \u00b7 "


def my_information_pdf(
    found: MyInformation,
    *,
    catalog: Catalog,
    wording: Wording,
    items: Mapping[ConsentItem, Message],
) -> bytes:
    """Return it as a PDF of A4 pages; the same values give the same bytes.

    Args:
        found: What is written; read in the catalogue's language, too.
        catalog: The person's language.
        wording: Words for the codes.
        items: Words for the things that were agreed.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
    """
    # A fifth of a second of imports that start-up and commands without paper do not pay.
    from intake_app.report.sheet import Sheet  # noqa: PLC0415

    content = _Content(found=found, catalog=catalog, wording=wording, items=items)
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
    """The rows of one person's copy."""

    found: MyInformation
    items: Mapping[ConsentItem, Message]

    def head(self, page: int, pages: int) -> Row:
        """Return the head of a page: the day and the page, and nothing by which to ask for it."""
        day = self.day(self.found.made)
        return self.said(M("{date} · Page {page} of {pages}", date=day, page=page, pages=pages),
                          HEAD)  # fmt: skip

    def foot(self) -> Iterator[Row]:
        """Give what stands under every page."""
        yield self.said(M("This paper is yours. Keep it only if it is safe."), NOTE)
        if not self.catalog.language.review.is_checked:
            yield self.said(M("Nobody has checked this translation yet."), NOTE, gap=2)

    def rows(self) -> Iterator[Row]:
        """Give the body: what is written, the impressions, what was agreed, who has it."""
        yield self.said(M("What is written about me"), HEADING)
        for topic in self.found.topics:
            title = self.of_form(topic.labels) or self.catalog.text(M("Other things"))
            cell = text_in(self.catalog.language, title, GROUP)
            yield Row(cells=(cell,), gap=12, rule=True, keeps_next=True)
            for entry in topic.entries:
                yield from self.entry(entry)
        if not self.found.topics:
            yield self.said(M("Nothing was written down."), VALUE, gap=6)
        yield from self._impressions()
        yield from self._agreed()
        yield from self._holders()
        yield from self._ends()

    def _impressions(self) -> Iterator[Row]:
        if self.found.impressions:
            title = M("What the worker thought: not what you said")
            yield self.said(title, GROUP, gap=12, rule=True, keeps_next=True)
            for entry in self.found.impressions:
                yield from self.entry(entry)

    def _agreed(self) -> Iterator[Row]:
        title = M("What we agreed")
        yield self.said(title, GROUP, gap=12, rule=True, keeps_next=True)
        yes = [self.items[item] for item, word in self.found.agreed.items() if word is Choice.YES]
        words = _BETWEEN.join(self.catalog.text(message) for message in yes)
        yield Row(cells=(text_in(self.catalog.language, words, VALUE),), gap=6)
        if self.found.explained is not None:
            yield self.said(self.found.explained, VALUE, gap=6)
        if self.found.in_own_words:
            yield self.said(M("In your own words"), LABEL, gap=9, keeps_next=True)
            yield Row(cells=(self.quoted(self.found.in_own_words),), gap=1)

    def _holders(self) -> Iterator[Row]:
        yield self.said(M("Who has it"), GROUP, gap=12, rule=True, keeps_next=True)
        yield self.said(M("Here, on this computer, until you have it erased."), VALUE, gap=6)
        for holder in self.found.holders:
            yield from self._holder(holder)
        if not self.found.holders:
            yield self.said(M("Nothing was shared with anyone."), VALUE, gap=6)

    def _holder(self, holder: Holder) -> Iterator[Row]:
        yield Row(
            cells=(text_of_people(harmless(holder.name), GROUP,
                                  side=self.catalog.language.direction),),
            gap=10,
            keeps_next=True,
        )  # fmt: skip
        groups = [self.wording.groups[group] for group in holder.groups]
        listed = _BETWEEN.join(self.catalog.text(group) for group in groups)
        if holder.given_at is not None:
            yield self.said(M("They have: {things}", things=listed), VALUE, gap=2)
        elif holder.ground is not None:
            yield self.said(M("Not given yet: {things}", things=listed), VALUE, gap=2)
        else:
            yield self.said(M("Agreed, and not given yet: {things}", things=listed), VALUE, gap=2)
        coded = self.wording.purposes.get(holder.purpose)
        what_for = coded if coded is not None else holder.purpose
        yield self.said(M("What for: {purpose}", purpose=what_for), VALUE, gap=2)
        if holder.in_force and holder.ground is not None:
            until = without_agreement(holder.ground, self.day(holder.until))
        elif holder.in_force:
            until = M("Agreed until {date}.", date=self.day(holder.until))
        else:
            until = M("Not agreed any more: nothing more leaves for them.")
        yield self.said(until, VALUE, gap=2)
        if holder.told:
            told = _BETWEEN.join(harmless(text) for text in holder.told)
            yield self.said(M("They asked, and were told: {what}", what=told), VALUE, gap=2)
        if holder.passed_on:
            names = _BETWEEN.join(harmless(name) for name in holder.passed_on)
            passed = M("They say that they passed it on to: {offices}", offices=names)
            yield self.said(passed, VALUE, gap=2)

    def _ends(self) -> Iterator[Row]:
        yield self.said(M("What you can do"), GROUP, gap=12, rule=True, keeps_next=True)
        for message in (
            NOT_ALL_ON_PAPER,
            M("You can have it corrected, share less, stop sharing, or have it erased, any day."),
            M("What others hold already cannot be called back; they are asked to delete it."),
        ):
            yield self.said(message, VALUE, gap=4)
        if self.found.complain_to:
            yield self.said(M("To complain about us, independent of us:"), LABEL, gap=9)
            yield Row(cells=(self.quoted(self.found.complain_to),), gap=1)

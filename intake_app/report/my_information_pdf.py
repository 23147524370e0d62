"""What is written about a person and who has it, on paper for that person, in one language.

It bears no number, no phrase and no name of ours: a paper that is found must not
open anything. Nothing else is in the file: no title, no name of a maker, no date
but those that are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.consent import Choice
from intake_app.domain.message import M
from intake_app.i18n.direction import OVERRIDES
from intake_app.i18n.languages import language
from intake_app.report.rows import (
    GROUP,
    HEAD,
    HEADING,
    LABEL,
    NOTE,
    SOFT_INK,
    VALUE,
    Row,
    Style,
    Text,
    text_in,
    text_of_people,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from intake_app.domain.consent import ConsentItem
    from intake_app.domain.form import FormText
    from intake_app.domain.message import Message
    from intake_app.domain.my_information import Entry, Holder, MyInformation
    from intake_app.i18n.catalog import Catalog
    from intake_app.report.referral_pdf import Wording

_NO_ANSWER = Style(size=VALUE.size, colour=SOFT_INK)
_UNKNOWN = "und"
_BETWEEN = " \u00b7 "
_LINE_BREAK = "\u2028"
_WITHOUT_OVERRIDES = dict.fromkeys(map(ord, OVERRIDES))


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
class _Content:
    """The rows of one person's copy."""

    found: MyInformation
    catalog: Catalog
    wording: Wording
    items: Mapping[ConsentItem, Message]

    def head(self, page: int, pages: int) -> Row:
        """Return the head of a page: the day and the page, and nothing by which to ask for it."""
        day = self._day(self.found.made)
        return self._said(M("{date} · Page {page} of {pages}", date=day, page=page, pages=pages),
                          HEAD)  # fmt: skip

    def foot(self) -> Iterator[Row]:
        """Give what stands under every page."""
        yield self._said(M("This paper is yours. Keep it only if it is safe."), NOTE)
        if not self.catalog.language.review.is_checked:
            yield self._said(M("Nobody has checked this translation yet."), NOTE, gap=2)

    def rows(self) -> Iterator[Row]:
        """Give the body: what is written, the impressions, what was agreed, who has it."""
        yield self._said(M("What is written about me"), HEADING)
        for topic in self.found.topics:
            title = self._of_form(topic.labels) or self.catalog.text(M("Other things"))
            cell = text_in(self.catalog.language, title, GROUP)
            yield Row(cells=(cell,), gap=12, rule=True, keeps_next=True)
            for entry in topic.entries:
                yield from self._entry(entry)
        if not self.found.topics:
            yield self._said(M("Nothing was written down."), VALUE, gap=6)
        yield from self._impressions()
        yield from self._agreed()
        yield from self._holders()
        yield from self._ends()

    def _impressions(self) -> Iterator[Row]:
        if self.found.impressions:
            title = M("What the worker thought: not what you said")
            yield self._said(title, GROUP, gap=12, rule=True, keeps_next=True)
            for entry in self.found.impressions:
                yield from self._entry(entry)

    def _agreed(self) -> Iterator[Row]:
        title = M("What we agreed")
        yield self._said(title, GROUP, gap=12, rule=True, keeps_next=True)
        yes = [self.items[item] for item, word in self.found.agreed.items() if word is Choice.YES]
        words = _BETWEEN.join(self.catalog.text(message) for message in yes)
        yield Row(cells=(text_in(self.catalog.language, words, VALUE),), gap=6)
        if self.found.in_own_words:
            yield self._said(M("In your own words"), LABEL, gap=9, keeps_next=True)
            yield Row(cells=(self._quoted(self.found.in_own_words),), gap=1)

    def _holders(self) -> Iterator[Row]:
        yield self._said(M("Who has it"), GROUP, gap=12, rule=True, keeps_next=True)
        yield self._said(M("Here, on this computer, until you have it erased."), VALUE, gap=6)
        for holder in self.found.holders:
            yield from self._holder(holder)
        if not self.found.holders:
            yield self._said(M("Nothing was shared with anyone."), VALUE, gap=6)

    def _holder(self, holder: Holder) -> Iterator[Row]:
        yield Row(
            cells=(text_of_people(_harmless(holder.name), GROUP,
                                  side=self.catalog.language.direction),),
            gap=10,
            keeps_next=True,
        )  # fmt: skip
        groups = [self.wording.groups[group] for group in holder.groups]
        listed = _BETWEEN.join(self.catalog.text(group) for group in groups)
        if holder.given_at is not None:
            yield self._said(M("They have: {things}", things=listed), VALUE, gap=2)
        else:
            yield self._said(M("Agreed, and not given yet: {things}", things=listed), VALUE, gap=2)
        coded = self.wording.purposes.get(holder.purpose)
        what_for = coded if coded is not None else holder.purpose
        yield self._said(M("What for: {purpose}", purpose=what_for), VALUE, gap=2)
        if holder.in_force:
            until = M("Agreed until {date}.", date=self._day(holder.until))
        else:
            until = M("Not agreed any more: nothing more leaves for them.")
        yield self._said(until, VALUE, gap=2)

    def _ends(self) -> Iterator[Row]:
        yield self._said(M("What you can do"), GROUP, gap=12, rule=True, keeps_next=True)
        for message in (
            M("You can have it corrected, share less, stop sharing, or have it erased, any day."),
            M("What others hold already cannot be called back; they are asked to delete it."),
        ):
            yield self._said(message, VALUE, gap=4)
        if self.found.complain_to:
            yield self._said(M("To complain about us, independent of us:"), LABEL, gap=9)
            yield Row(cells=(self._quoted(self.found.complain_to),), gap=1)

    def _entry(self, entry: Entry) -> Iterator[Row]:
        label = text_in(self.catalog.language, self._of_form(entry.labels), LABEL)
        yield Row(cells=(label,), gap=9, keeps_next=True)
        if entry.state is not None or not entry.shown:
            state = self.wording.states[entry.state] if entry.state else M("Nothing")
            yield self._said(state, _NO_ANSWER, gap=1)
        else:
            yield Row(cells=(self._shown(entry.shown),), gap=1)
        if entry.basis is not None:
            yield self._said(self.wording.bases[entry.basis], NOTE, gap=1)
        for note in entry.notes:
            yield Row(cells=(text_of_people(_harmless(note), NOTE),), gap=2)

    def _shown(self, shown: Sequence[FormText]) -> Text:
        """Return an answer in the person's language; people's own words as they were said."""
        text = _nearest(shown, self.catalog.tag)
        words = _harmless(text.text)
        if text.language == _UNKNOWN:
            return text_of_people(words, VALUE, side=self.catalog.language.direction)
        return text_in(language(text.language), words, VALUE, side=self.catalog.language.direction)

    def _quoted(self, words: str) -> Text:
        return text_of_people(_harmless(words), VALUE, side=self.catalog.language.direction)

    def _of_form(self, labels: Sequence[FormText]) -> str:
        return _harmless(_nearest(labels, self.catalog.tag).text) if labels else ""

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.catalog.formats.zone).date()

    def _said(
        self,
        message: Message,
        style: Style,
        *,
        gap: float = 0,
        rule: bool = False,
        keeps_next: bool = False,
    ) -> Row:
        """Return a row with one of the program's own sentences."""
        cell = text_in(self.catalog.language, self.catalog.text(message), style)
        return Row(cells=(cell,), gap=gap, rule=rule, keeps_next=keeps_next)


def _nearest(texts: Sequence[FormText], tag: str) -> FormText:
    return next((text for text in texts if text.asked == tag), texts[0])


def _harmless(words: str) -> str:
    """Return words without the controls that make a text read otherwise than it is."""
    return _LINE_BREAK.join(words.translate(_WITHOUT_OVERRIDES).splitlines())

"""A referral on paper: what leaves, in the person's and the receiver's languages.

It is for reading. What machines read travels in the packet; the words here are
the same, and nothing else is in the file: no title, no name of a maker, no date
but those that are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.answer import AnswerState
from intake_app.domain.message import M, Message
from intake_app.domain.referral import Urgency
from intake_app.i18n.digits import shown_code
from intake_app.i18n.direction import OVERRIDES, isolated_in
from intake_app.i18n.languages import language, with_parents
from intake_app.report.ground_words import ground_in_words
from intake_app.report.rows import (
    CODE,
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
    opposite,
    text_in,
    text_of_people,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from intake_app.domain.answer import Basis
    from intake_app.domain.case import AgeBranch
    from intake_app.domain.referral import Referral, SharedAnswer, SharedGroup
    from intake_app.i18n.catalog import Catalog
    from intake_app.i18n.languages import Direction

_NO_ANSWER = Style(size=VALUE.size, colour=SOFT_INK)
_UNKNOWN_LANGUAGE = "und"
_ENGLISH = "en"
_LINE_BREAK = "\u2028"
_WITHOUT_OVERRIDES = dict.fromkeys(map(ord, OVERRIDES))
_SHORT = 24
"""Characters up to which a value that is in one language only (a number, a code) is
repeated in every column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The program's words for the codes of a referral; a code without one is shown itself."""

    purposes: Mapping[str, Message]
    groups: Mapping[str, Message]
    services: Mapping[str, Message]
    urgency: Mapping[Urgency, Message]
    ages: Mapping[AgeBranch, Message]
    states: Mapping[AnswerState, Message]
    bases: Mapping[Basis, Message]


def referral_pdf(  # noqa: PLR0913 - all but one are named where it is called
    referral: Referral,
    *,
    made: datetime,
    sender: str,
    receiver: str,
    catalogs: Sequence[Catalog],
    wording: Wording,
) -> bytes:
    """Return the referral as a PDF of A4 pages; the same values give the same bytes.

    Args:
        referral: What leaves, to the last answer.
        made: When it was put together; stands at the head of each page.
        sender: The sending office's name.
        receiver: The receiving office's name.
        catalogs: The languages to print side by side, at most three: the
            leading one first. A language that comes twice is printed once.
        wording: Words for the codes.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
        ValueError: There is no language, or too many.
    """
    # A fifth of a second of imports that start-up and commands without paper do not pay.
    from intake_app.report.sheet import MAX_COLUMNS, Sheet  # noqa: PLC0415

    spoken = tuple({catalog.tag: catalog for catalog in catalogs}.values())
    if not 1 <= len(spoken) <= MAX_COLUMNS:
        raise ValueError("one to three languages")
    content = _Content(
        referral=referral, sender=sender, receiver=receiver, catalogs=spoken, wording=wording
    )
    sheet = Sheet(
        rows=tuple(content.rows()),
        foot=tuple(content.foot()),
        head=lambda page, pages: _head(referral, made, spoken[0], page, pages),
        direction=spoken[0].language.direction,
        tag=spoken[0].tag,
    )
    return sheet.pdf()


def _head(referral: Referral, made: datetime, catalog: Catalog, page: int, pages: int) -> Row:
    """Return the head of a page: the code to speak of it by, the day, the page."""
    day = made.astimezone(catalog.formats.zone).date()
    # Translators: at the head of a printed page.
    place = M("{date} · Page {page} of {pages}", date=day, page=page, pages=pages)
    number = shown_code(referral.reference) if referral.reference else ""
    code = text_in(catalog.language, number, CODE)
    return Row(
        cells=(
            code,
            text_in(
                catalog.language,
                catalog.text(place),
                HEAD,
                side=opposite(catalog.language.direction),
            ),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """The rows of one referral."""

    referral: Referral
    sender: str
    receiver: str
    catalogs: tuple[Catalog, ...]
    wording: Wording

    def rows(self) -> Iterator[Row]:
        """Give the body: for whom, on what terms, what is needed, what was said."""
        # Translators: heading of a printed page that tells what was shared.
        yield self._said(M("Shared with {office}", office=self.receiver), HEADING)
        yield self._said(M("From {office}", office=self.sender), VALUE, gap=2)
        yield from self._terms()
        yield from self._needed()
        for group in self.referral.groups:
            yield from self._group(group)

    def foot(self) -> Iterator[Row]:
        """Give what stands under every page: for whom, until when, and what is unchecked."""
        cells = tuple(
            text_in(catalog.language, catalog.text(self._bound(catalog)), NOTE)
            for catalog in self.catalogs
        )
        yield Row(cells=cells)
        draft = M("Nobody has checked this translation yet.")
        if not all(catalog.language.review.is_checked for catalog in self.catalogs):
            yield Row(
                cells=tuple(
                    None
                    if catalog.language.review.is_checked
                    else text_in(catalog.language, catalog.text(draft), NOTE)
                    for catalog in self.catalogs
                ),
                gap=2,
            )

    def _bound(self, catalog: Catalog) -> Message:
        day = self._last_day(catalog)
        return M("Only for {office}, until {date}.", office=self.receiver, date=day)

    def _terms(self) -> Iterator[Row]:
        terms = self.referral.terms
        coded = self.wording.purposes.get(terms.purpose)
        if coded is None:
            yield from self._quoted(M("What they need it for"), terms.purpose)
        else:
            yield from self._answered(
                M("What they need it for"), lambda catalog: catalog.text(coded)
            )
        yield from self._answered(
            M("Until when"), lambda catalog: catalog.formats.date(self._last_day(catalog))
        )
        onward = M("They may pass it on.") if terms.onward else M("They may not pass it on.")
        yield self._said(onward, VALUE, gap=9)
        if terms.no_authorities:
            silence = M("Nothing goes to police or immigration, also not passed on.")
            yield self._said(silence, VALUE, gap=4)
        for message in ground_in_words(terms):
            yield self._said(message, VALUE, gap=4)

    def _needed(self) -> Iterator[Row]:
        referral, words = self.referral, self.wording
        if referral.urgency is not Urgency.UNSAID:
            urgency = words.urgency[referral.urgency]
            yield from self._answered(M("How soon"), lambda catalog: catalog.text(urgency))
        if referral.services:
            yield from self._answered(M("What is needed"), self._services)
        if referral.age is not None:
            age = words.ages[referral.age]
            yield from self._answered(M("Age"), lambda catalog: catalog.text(age))
        if referral.languages:
            yield from self._answered(M("Languages"), self._languages)
        if referral.answer_to:
            yield from self._quoted(M("How to answer"), referral.answer_to)

    def _services(self, catalog: Catalog) -> str:
        known = self.wording.services
        return _LINE_BREAK.join(
            catalog.text(known[code]) if code in known else code for code in self.referral.services
        )

    def _languages(self, catalog: Catalog) -> str:
        direction = catalog.language.direction
        names = [language(tag).autonym for tag in self.referral.languages]
        return catalog.formats.listing([isolated_in(direction, name) for name in names])

    def _last_day(self, catalog: Catalog) -> date:
        return self.referral.terms.until.astimezone(catalog.formats.zone).date()

    def _group(self, group: SharedGroup) -> Iterator[Row]:
        title = self.wording.groups.get(group.group, Message(group.group))
        yield self._said(title, GROUP, gap=12, rule=True, keeps_next=True)
        for answer in group.answers:
            yield Row(cells=self._columns(answer.label, LABEL), gap=9, keeps_next=True)
            yield self._value(answer)
            if answer.basis is not None:
                yield self._said(self._source(answer.basis, answer.via), NOTE, gap=1)

    def _value(self, answer: SharedAnswer) -> Row:
        """Return the answer in words, or the reason why there is none."""
        noted = answer.basis is not None
        if answer.state is not None or not answer.shown:
            state = answer.state or AnswerState.NOT_ASKED
            return self._said(self.wording.states[state], _NO_ANSWER, gap=1, keeps_next=noted)
        cells = self._columns(answer.shown, VALUE)
        if len(answer.shown) == 1:
            ((tag, words),) = answer.shown.items()
            if len(words) > _SHORT:  # somebody's own words: once, across the page
                cells = (_as_said(words, tag, VALUE, side=None),)
        return Row(cells=cells, gap=1, keeps_next=noted)

    def _source(self, basis: Basis, via: str) -> Message:
        """Return how we know it: from whom, and through whom it came."""
        found = self.wording.bases[basis]
        if not via:
            return found
        # Translators: {basis} is e.g. "Said by the person", {name} e.g. "Interpreter A".
        return M("{basis} · through {name}", basis=found, name=via)

    def _said(
        self,
        message: Message,
        style: Style,
        *,
        gap: float = 0,
        rule: bool = False,
        keeps_next: bool = False,
    ) -> Row:
        """Return a row with one of the program's own sentences in every language."""
        cells = tuple(
            text_in(catalog.language, catalog.text(message), style) for catalog in self.catalogs
        )
        return Row(cells=cells, gap=gap, rule=rule, keeps_next=keeps_next)

    def _answered(self, label: Message, words: Callable[[Catalog], str]) -> Iterator[Row]:
        """Give a label and what a catalogue makes of a value."""
        yield self._said(label, LABEL, gap=9, keeps_next=True)
        cells = tuple(text_in(catalog.language, words(catalog), VALUE) for catalog in self.catalogs)
        yield Row(cells=cells, gap=1)

    def _quoted(self, label: Message, words: str) -> Iterator[Row]:
        """Give a label and words of people, which stand once, across the page."""
        yield self._said(label, LABEL, gap=9, keeps_next=True)
        yield Row(cells=(text_of_people(_harmless(words), VALUE),), gap=1)

    def _columns(self, wordings: Mapping[str, str], style: Style) -> tuple[Text | None, ...]:
        """Return a form's wording in every language; where it lacks one, in English or any."""
        return tuple(_nearest(wordings, catalog, style) for catalog in self.catalogs)


def _nearest(wordings: Mapping[str, str], catalog: Catalog, style: Style) -> Text | None:
    side = catalog.language.direction
    for tag in (*with_parents(catalog.tag), _ENGLISH, *wordings):
        if tag in wordings:
            return _as_said(wordings[tag], tag, style, side=side)
    return None


def _as_said(words: str, tag: str, style: Style, *, side: Direction | None) -> Text:
    """Return words in the language they are said to be in, or as their letters run."""
    words = _harmless(words)
    if tag == _UNKNOWN_LANGUAGE:
        return text_of_people(words, style, side=side)
    try:
        return text_in(language(tag), words, style, side=side)
    except ValueError:  # a packet from elsewhere may carry any tag
        return text_of_people(words, style, side=side)


def _harmless(words: str) -> str:
    """Return words without the controls that make a text read otherwise than it is."""
    return _LINE_BREAK.join(words.translate(_WITHOUT_OVERRIDES).splitlines())

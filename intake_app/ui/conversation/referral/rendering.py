"""Exactly what leaves, in words: from a referral's body to the lines that are read.

Nothing in here is chosen: whatever stands in the body stands in the lines. The
screen shows the lines of the preview; the same function shows a packet that was
made, so that the two can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import AnswerState
from intake_app.domain.message import M, Message
from intake_app.domain.referral import FIELD_GROUPS, SharedGroup, Urgency
from intake_app.i18n.digits import shown_code
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language, with_parents
from intake_app.report.ground_words import ground_in_words
from intake_app.services import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.referral import Referral, SharedAnswer, SharingTerms
    from intake_app.i18n.catalog import Catalog
    from intake_app.i18n.languages import Language

_ENGLISH: Final = "en"


class Part(Enum):
    """What a line is."""

    GROUP = auto()
    """The name of a field group."""
    LABEL = auto()
    """What was asked."""
    WORDS = auto()
    """What was said."""
    NOTE = auto()
    """What else travels: terms, sources, times, the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One line of what leaves.

    Attributes:
        language: The language the text is in, or None when nobody knows.
    """

    part: Part
    text: str
    language: Language | None = None


def what_leaves(referral: Referral, catalog: Catalog) -> tuple[Leaving, ...]:
    """Return the body of a referral line by line, led by the language of `catalog`.

    A wording that does not leave in that language is shown in one in which it does.
    """
    return tuple(_lines(referral, catalog))


def terms_in_words(terms: SharingTerms, catalog: Catalog) -> Message:
    """Return what the receiver is bound to, as one sentence."""
    purpose = words.purpose(terms.purpose)
    last = terms.until.astimezone(catalog.formats.zone).date()
    if terms.onward:
        # Translators: {purpose} is "help with what is needed", or people's own words.
        return M("For {purpose} · until {date} · they may pass it on", purpose=purpose, date=last)
    return M("For {purpose} · until {date} · they may not pass it on", purpose=purpose, date=last)


def authorities_in_words(terms: SharingTerms) -> Message:
    """Return what was agreed about police and immigration."""
    if terms.no_authorities:
        return M("Nothing goes to police or immigration, also not passed on.")
    return M("It may also go to police or immigration: the person asked for it.")


def _lines(referral: Referral, catalog: Catalog) -> Iterator[Leaving]:
    given = {group.group: group for group in referral.groups}
    for code in dict.fromkeys((*FIELD_GROUPS, *given)):
        implied = tuple(_implied(referral, code, catalog))
        if code not in given and not implied:
            continue
        yield _said(Part.GROUP, words.GROUPS.get(code, Message(code)), catalog)
        yield from implied
        group = given.get(code, SharedGroup(group=code, answers=()))
        for answer in group.answers:
            yield _nearest(Part.LABEL, answer.label, catalog)
            yield _answer(answer, catalog)
    if referral.answer_to:
        yield _said(Part.GROUP, M("How to answer"), catalog)
        yield Leaving(part=Part.WORDS, text=isolated(referral.answer_to))
    terms = referral.terms
    yield _said(Part.NOTE, terms_in_words(terms, catalog), catalog)
    yield _said(Part.NOTE, authorities_in_words(terms), catalog)
    for message in ground_in_words(terms):
        yield _said(Part.NOTE, message, catalog)
    if referral.reference:
        number = shown_code(referral.reference)
        yield _said(Part.NOTE, M("Number to speak of it by: {number}", number=number), catalog)
    yield from _sources(referral, catalog)
    form = M(
        "Which form it was: {form}, version {version}",
        form=referral.form.form_id,
        version=referral.form.version,
    )
    yield _said(Part.NOTE, form, catalog)


def _implied(referral: Referral, code: str, catalog: Catalog) -> Iterator[Leaving]:
    """Give what a group carries besides answers."""
    if code == "need" and not any(group.group == code for group in referral.groups):
        if referral.urgency is not Urgency.UNSAID:
            yield _said(Part.WORDS, words.URGENCY[referral.urgency], catalog)
    elif code == "people" and referral.age is not None:
        yield _said(Part.WORDS, words.AGES[referral.age], catalog)
    elif code == "languages" and referral.languages:
        names = [isolated(language(tag).autonym) for tag in referral.languages]
        text = catalog.formats.listing(names)
        yield Leaving(part=Part.WORDS, text=text, language=catalog.language)


def _answer(answer: SharedAnswer, catalog: Catalog) -> Leaving:
    if answer.shown:
        return _nearest(Part.WORDS, answer.shown, catalog)
    if answer.value:
        return Leaving(part=Part.WORDS, text=isolated(answer.value))
    state = answer.state or AnswerState.NOT_ASKED
    return _said(Part.WORDS, words.STATES[state], catalog)


def _sources(referral: Referral, catalog: Catalog) -> Iterator[Leaving]:
    """Give how each thing is known, through whom it came, and when it was said."""
    answers = [answer for group in referral.groups for answer in group.answers]
    known: dict[tuple[str, str], Message] = {}
    for answer in answers:
        if answer.basis is None:
            continue
        source = words.BASES[answer.basis]
        if answer.via:
            # Translators: {basis} is e.g. "Said by the person", {name} e.g. "Interpreter A".
            source = M("{basis} · through {name}", basis=source, name=answer.via)
        known[answer.basis, answer.via] = source
    if known:
        sources: Sequence[Message] = list(known.values())
        # Translators: how each answer is known, e.g. "Said by the person and I saw it".
        how = M("With each answer how it is known: {sources}", sources=sources)
        yield _said(Part.NOTE, how, catalog)
    moments: list[datetime] = sorted(answer.at for answer in answers if answer.at is not None)
    if moments:
        yield _said(Part.NOTE, _when(moments[0], moments[-1], catalog), catalog)


def _when(first: datetime, last: datetime, catalog: Catalog) -> Message:
    """Return between which moments everything was said."""
    show = catalog.formats.date_time
    if show(first) == show(last):
        return M("With each answer when it was said: {moment}", moment=first)
    return M("With each answer when it was said: {first} to {last}", first=first, last=last)


def _said(part: Part, message: Message, catalog: Catalog) -> Leaving:
    return Leaving(part=part, text=catalog.text(message), language=catalog.language)


def _nearest(part: Part, wordings: Mapping[str, str], catalog: Catalog) -> Leaving:
    """Return a wording in the language asked for, else in English, else in any that leaves."""
    for tag in (*with_parents(catalog.tag), _ENGLISH, *wordings):
        if tag in wordings:
            return Leaving(part=part, text=isolated(wordings[tag]), language=_known(tag))
    return Leaving(part=part, text="")


def _known(tag: str) -> Language | None:
    try:
        return language(tag) if tag != "und" else None
    except ValueError:
        return None

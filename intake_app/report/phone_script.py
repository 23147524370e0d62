"""What is said on the phone: the lines that were agreed, one by one, and nothing else.

Everything comes from a referral's body, which holds only what the ledger lets
leave (`services.disclosure`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import AnswerState
from intake_app.domain.handed_over import HandedLine
from intake_app.domain.message import M, Message
from intake_app.domain.referral import FIELD_GROUPS, HELP_AS_NEEDED, Urgency
from intake_app.i18n.digits import shown_code
from intake_app.i18n.languages import language, with_parents
from intake_app.report.ground_words import ground_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake_app.domain.referral import Referral, SharedAnswer
    from intake_app.i18n.catalog import Catalog
    from intake_app.report.referral_pdf import Wording

_ENGLISH: Final = "en"


def phone_lines(referral: Referral, catalog: Catalog, wording: Wording) -> tuple[HandedLine, ...]:
    """Return the lines to be said, none of them said yet, in the language of `catalog`."""
    return tuple(_lines(referral, catalog, wording))


def before_it(referral: Referral, sender: str) -> Message:
    """Return what is said first: who calls, and the number to speak of it by; no name."""
    if not referral.reference:
        return _without_number(sender)
    number = shown_code(referral.reference)
    if sender:
        return M("This is {office}. I call about somebody; our number for it is {number}. "
                 "Please write down no more than I say.", office=sender, number=number)  # fmt: skip
    return M("I call about somebody; our number for it is {number}. Please write down no more "
             "than I say.", number=number)  # fmt: skip


def _without_number(sender: str) -> Message:
    if sender:
        return M("This is {office}. I call about somebody, and I do not say who it is. Please "
                 "write down no more than I say.", office=sender)  # fmt: skip
    return M("I call about somebody, and I do not say who it is. Please write down no more "
             "than I say.")  # fmt: skip


def after_it(referral: Referral, catalog: Catalog) -> tuple[Message, ...]:
    """Return what is said last: what they are bound to, and the question."""
    terms = referral.terms
    day = terms.until.astimezone(catalog.formats.zone).date()
    purpose: object = terms.purpose
    if terms.purpose == HELP_AS_NEEDED:
        purpose = M("help with what is needed")
    onward = M("You may pass it on.") if terms.onward else M("You may not pass it on.")
    said = [M("You may use it until {date}, for: {purpose}", date=day, purpose=purpose), onward]
    if terms.no_authorities:
        said.append(M("Nothing goes to police or immigration, also not passed on."))
    said += ground_in_words(terms)
    if referral.answer_to:
        said.append(M("You reach us like this: {how}", how=referral.answer_to))
    return (*said, M("Can you help? From when?"))


def _lines(referral: Referral, catalog: Catalog, wording: Wording) -> Iterator[HandedLine]:
    given = {group.group: group.answers for group in referral.groups}
    for code in dict.fromkeys((*FIELD_GROUPS, *given)):
        title = catalog.text(wording.groups.get(code, Message(code)))
        for text in _implied(referral, code, catalog, wording):
            yield HandedLine(group=code, label=title, text=text)
        for answer in given.get(code, ()):
            label = _nearest(answer.label, catalog)
            yield HandedLine(group=code, label=label, text=_words(answer, catalog, wording))


def _implied(referral: Referral, code: str, catalog: Catalog, wording: Wording) -> Iterator[str]:
    """Give what a group carries besides answers."""
    is_answered = any(group.group == code for group in referral.groups)
    if code == "need" and not is_answered and referral.urgency is not Urgency.UNSAID:
        yield catalog.text(wording.urgency[referral.urgency])
    elif code == "people" and referral.age is not None:
        yield catalog.text(wording.ages[referral.age])
    elif code == "languages" and referral.languages:
        yield catalog.formats.listing([language(tag).autonym for tag in referral.languages])


def _words(answer: SharedAnswer, catalog: Catalog, wording: Wording) -> str:
    if answer.shown:
        return _nearest(answer.shown, catalog)
    if answer.value:
        return answer.value
    return catalog.text(wording.states[answer.state or AnswerState.NOT_ASKED])


def _nearest(wordings: Mapping[str, str], catalog: Catalog) -> str:
    for tag in (*with_parents(catalog.tag), _ENGLISH, *wordings):
        if tag in wordings:
            return wordings[tag]
    return ""

"""One referral as the desk reads it: what is needed, in the languages it was written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.contact import Checked
from intake_app.domain.message import M
from intake_app.domain.referral import Urgency
from intake_app.i18n.digits import shown_code
from intake_app.i18n.direction import direction_of, isolated
from intake_app.i18n.languages import Direction
from intake_app.i18n.languages import language as language_of
from intake_app.report.ground_words import ground_in_words
from intake_app.services.trust_words import FLAGS
from intake_app.services.words import AGES, CHECKED, GROUPS, SERVICES, STATES, URGENCY, purpose
from intake_app.ui.language import LanguageSwitch, Retranslating
from intake_app.ui.palette import Token
from intake_app.ui.shell.chips import Chips, language_chips
from intake_app.ui.shell.circumstances_words import circumstances_words
from intake_app.ui.shell.rows import clear
from intake_app.ui.style import SPACE_S, SPACE_XS, bare
from intake_app.ui.typography import TextSize
from intake_app.ui.widgets.cards import CautionChip
from intake_app.ui.widgets.text import MessageText, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.contact import Contact
    from intake_app.domain.message import Message
    from intake_app.domain.packet import OtherDatum
    from intake_app.domain.referral import Referral, SharedAnswer
    from intake_app.i18n.languages import Language
    from intake_app.services.inbox import Arrived

UNDETERMINED = "und"
NEED = "need"
BETWEEN = " \u00b7 "


def title_of(referral: Referral, language: LanguageSwitch) -> str:
    """Return what is needed, in a line."""
    known = [language.text(SERVICES[code]) for code in referral.services if code in SERVICES]
    if not known and any(group.group == NEED for group in referral.groups):
        return language.text(GROUPS[NEED])  # said in answers that name none of our services
    if not known:
        return language.text(M("What is needed was not shared"))
    return BETWEEN.join(known)


def languages_in(referral: Referral) -> tuple[str, ...]:
    """Return the languages (BCP 47) that the questions of a referral stand in."""
    answers = [answer for group in referral.groups for answer in group.answers]
    return tuple(dict.fromkeys(tag for answer in answers for tag in answer.label))


class ReferralPane(Retranslating):
    """A referral that came in: what is needed, from whom, and what we are bound to."""

    def __init__(self, language: LanguageSwitch, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._arrived: Arrived | None = None
        self._tag = ""
        self._chips: Chips | None = None
        self._title = Text(TextSize.HEADING, self, bold=True)
        self.caution = CautionChip(language, self)
        self._head, self._place, self._words = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        bare(column, SPACE_S)
        column.addWidget(self._title)
        column.addWidget(self.caution)
        for part in (self._head, self._place, self._words):
            bare(part, SPACE_XS)
            column.addLayout(part)
        column.addStretch(1)

    def show_arrived(self, arrived: Arrived) -> None:
        """Show a referral; for the same one again, the language stays."""
        if self._arrived is None or _is_another(arrived, self._arrived):
            tags = languages_in(arrived.referral)
            ours = self.language.language.tag
            self._tag = ours if ours in tags else next(iter(tags), "")
            self._offer(tags)
        self._arrived = arrived
        self.retranslate()

    def shown_language(self) -> str:
        """Return the tag of the language that the answers are read in."""
        return self._tag

    def chips(self) -> Chips | None:
        """Return the languages to choose from; None when there is one only."""
        return self._chips

    def retranslate(self) -> None:
        """Say everything anew."""
        arrived = self._arrived
        if arrived is None:
            return
        self._title.say(title_of(arrived.referral, self.language), self.language.language)
        self.caution.show_caution(_caution(arrived))
        self._write_head(arrived)
        self._write_words(arrived)

    # -- within ------------------------------------------------------------------

    def _offer(self, tags: Sequence[str]) -> None:
        """Offer the languages to read in, when there is a choice."""
        clear(self._place)
        self._chips = None
        if len(tags) > 1:
            self._chips = language_chips(self.language, M("Read it in"), tags)
            self._chips.choose((self._tag,))
            self._chips.chosen.connect(self._on_language)
            self._place.addWidget(self._chips)

    def _write_head(self, arrived: Arrived) -> None:
        clear(self._head)
        for message in self._about(arrived):
            self._head.addWidget(MessageText(self.language, message, parent=self))

    def _write_words(self, arrived: Arrived) -> None:
        clear(self._words)
        referral = arrived.referral
        for group in referral.groups:
            self._words.addSpacing(SPACE_S)
            name = GROUPS.get(group.group, M("Something else"))
            heading = MessageText(self.language, name, TextSize.CHOICE, self, bold=True)
            self._words.addWidget(heading)
            for answer in group.answers:
                self._write_answer(answer)
        self._words.addSpacing(SPACE_S)
        for message in self._terms(referral):
            text = MessageText(self.language, message, parent=self, token=Token.SOFT_INK)
            self._words.addWidget(text)
        if arrived.other:
            self._write_other(arrived.other)

    def _write_other(self, other: Sequence[OtherDatum]) -> None:
        self._words.addSpacing(SPACE_S)
        name = M("Other data from a newer program")
        self._words.addWidget(MessageText(self.language, name, TextSize.CHOICE, self, bold=True))
        for datum in other:
            text = Text(parent=self)
            text.say(f"{isolated(datum.name)}: {isolated(datum.value)}", language_of("en"))
            self._words.addWidget(text)

    def _write_answer(self, answer: SharedAnswer) -> None:
        tag, words = _in_language(answer.label, self._tag)
        label = Text(TextSize.BASE, self, token=Token.SOFT_INK)
        label.say(words, language_of(tag) if tag else None)
        self._words.addWidget(label)
        value = Text(TextSize.CHOICE, self)
        if answer.state is not None:
            value.say(self.language.text(STATES[answer.state]), self.language.language)
        else:
            tag, words = _in_language(answer.shown, self._tag)
            known = language_of(tag) if tag and tag != UNDETERMINED else None
            value.say(words or answer.value, known or _by_first_letter(words or answer.value))
        self._words.addWidget(value)

    def _about(self, arrived: Arrived) -> list[Message]:
        referral = arrived.referral
        formats = self.language.catalog.formats
        when = formats.date_time(arrived.record.at)
        came = (
            M(
                "Number to talk about it by phone: {code}. Came in {when}.",
                code=shown_code(referral.reference),
                when=when,
            )
            if referral.reference
            else M("It does not say who it is about. Came in {when}.", when=when)
        )
        said = [*_from(arrived.sender), *_comes_from(referral), came]
        if referral.urgency is not Urgency.UNSAID:
            said.append(M("How soon: {urgency}", urgency=URGENCY[referral.urgency]))
        if referral.age is not None:
            said.append(M("Age: {age}", age=AGES[referral.age]))
        if referral.languages:
            names = [isolated(language_of(tag).autonym) for tag in referral.languages]
            said.append(M("Speaks: {languages}", languages=BETWEEN.join(names)))
        said += circumstances_words(referral.circumstances, self.language.text)
        if referral.answer_to:
            said.append(M("To reach the sender: {how}", how=referral.answer_to))
        return said

    def _terms(self, referral: Referral) -> list[Message]:
        terms = referral.terms
        until = self.language.catalog.formats.date(terms.until.date())
        said = [M("You may keep and use this until {date}.", date=until)]
        if terms.purpose:
            said.insert(0, M("What you may use it for: {purpose}", purpose=purpose(terms.purpose)))
        said.append(
            M("You may pass it on, for the same purpose.")
            if terms.onward
            else M("You may not pass it on.")
        )
        if terms.no_authorities:
            said.append(M("Nothing of it goes to the police or to immigration."))
        return [*said, *ground_in_words(terms)]

    def _on_language(self, keys: tuple[str, ...]) -> None:
        self._tag = keys[0]
        if self._arrived is not None:
            self._write_words(self._arrived)


def _is_another(arrived: Arrived, before: Arrived) -> bool:
    """Whether other words are to be shown: another referral, or the rest of the same one."""
    return (arrived.record.id, arrived.is_closed) != (before.record.id, before.is_closed)


def _from(sender: Contact | None) -> tuple[Message, ...]:
    if sender is None:
        return ()
    office = sender.card.name
    if sender.checked is Checked.NOT_YET:
        return (M("From {office}.", office=office),)
    # Translators: {checked} is e.g. "Checked in person".
    return (M("From {office}. {checked}.", office=office, checked=CHECKED[sender.checked]),)


def _comes_from(referral: Referral) -> tuple[Message, ...]:
    """Say whose it was, of what was passed on: the sender says so, and that office can tell."""
    origin = referral.origin
    if origin is None:
        return ()
    return (M("They passed it on. They say that it comes from {office}.", office=origin.office),)


def _caution(arrived: Arrived) -> Message | None:
    if arrived.flag is not None:
        return FLAGS[arrived.flag]
    sender = arrived.sender
    if sender is None:
        return M(
            "The sender is unknown now: their card is no longer here. "
            "To answer, ask for the card and add it under Contacts."
        )
    if sender.checked is not Checked.NOT_YET:
        return None
    return M(
        "The card of {office} is not checked yet: call them on a number you had before, "
        "and compare the digits under Contacts.",
        office=sender.card.name,
    )


def _in_language(texts: Mapping[str, str], tag: str) -> tuple[str, str]:
    """Return the tag and the words to show: in `tag` when there are such, else what there is."""
    if tag in texts:
        return tag, texts[tag]
    return next(iter(texts.items()), ("", ""))


def _by_first_letter(words: str) -> Language:
    """Return a language that runs as the words do, for words in nobody knows which one."""
    return language_of("ar" if direction_of(words) is Direction.RIGHT_TO_LEFT else "en")

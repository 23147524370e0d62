"""Cards: our own, and those of the offices we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from intake_app.domain.contact import (
    Card,
    Checked,
    Contact,
    code_of,
    digits_of,
    fingerprint_in,
)
from intake_app.domain.errors import CardError, NotACardError
from intake_app.domain.ids import new_id
from intake_app.domain.message import M
from intake_app.i18n.catalog import Catalog
from intake_app.packet import succession
from intake_app.packet.cards import MAX_FILE, make_card, open_card
from intake_app.services.lost_device import concerned_by
from intake_app.services.trust import as_it_stands, is_revoked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.repositories import Unit
    from intake_app.services.lost_device import Concerned
    from intake_app.services.workplace import Workplace

CODES = "code.read"
"""The guard's job that reads square codes (`guard.codes`)."""

MAX_PICTURE = 32 << 20
CARD_LIFE = timedelta(days=730)


class NoCodeError(CardError):
    """No square code of a card is in a picture."""

    code = "card.no-code"
    summary = M("There is no square code of a card in this picture.")
    hint = M("Take the picture from straight above, in good light, the whole code in it.")


class SaidBy(StrEnum):
    """Whom we have a card's digits from."""

    OWNER = "owner"
    INTERPRETER = "interpreter"
    """Who interpreted between us and the owner: it was the owner's voice that was known."""
    CODE = "square-code"
    """A square code that the owner showed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOffice:
    """What we tell others about ourselves.

    Attributes:
        name: Name to show.
        role: What we do, in our own words.
        answer_to: How and when to reach us by voice.
        languages: BCP 47 tags we can read, most wanted first.
        needs: Field groups we ask for.
    """

    name: str
    role: str = ""
    answer_to: str = ""
    languages: tuple[str, ...] = ("en",)
    needs: tuple[str, ...] = ("need", "people", "languages", "keep-away", "name")


class Contacts:
    """The cards of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def make_own(self, office: OwnOffice) -> Card:
        """Make, keep and return our own card.

        The mailbox stays the same when a card is made anew, with new keys too, so that
        files on their way still arrive.
        """
        now, proof = self._place.clock.now(), self._place.vault.proof

        def work(unit: Unit) -> Card:
            card, envelope = make_card(
                Card(
                    name=office.name,
                    role=office.role,
                    keys=self._place.vault.public_keys,
                    mailbox=self._mailbox(unit) or new_id(self._place.random),
                    created=now,
                    expires=now + CARD_LIFE,
                    languages=office.languages,
                    needs=office.needs,
                    answer_to=office.answer_to,
                    supersedes=succession.read(proof) if proof else None,
                ),
                self._place.vault.signer,
            )
            unit.audit.append("own-card", card.fingerprint)
            unit.contacts.put(
                Contact(card=card, envelope=envelope, checked=Checked.IN_PERSON, checked_at=now)
            )
            return card

        return self._place.do(work)

    def own(self) -> Card | None:
        """Return our own card, or None when there is none yet."""
        contact = self._get(self._place.vault.signer.fingerprint)
        return contact.card if contact is not None else None

    def own_file(self) -> bytes:
        """Return our own card as the file others add.

        Raises:
            CardError: There is none yet.
        """
        contact = self._get(self._place.vault.signer.fingerprint)
        if contact is None:
            raise CardError(
                M("You have no contact card yet."),
                hint=M("Fill in the name of your office under Contacts first."),
            )
        return contact.envelope

    def own_code(self) -> Sequence[Sequence[bool]]:
        """Return the square code of our own card, row by row; nothing without a card."""
        from intake_app.report.qr import modules  # noqa: PLC0415 - of this one page

        own = self.own()
        return modules(code_of(own.fingerprint, own.name)) if own is not None else ()

    def own_sheet(self, tag: str) -> bytes:
        """Return our own card as a PDF in the language `tag`; nothing is written anywhere.

        Raises:
            CardError: There is none yet.
        """
        from intake_app.report.own_card_pdf import own_card_pdf  # noqa: PLC0415 - of this one page

        own = self.own()
        if own is None:
            raise CardError(M("You have no contact card yet."))
        digits = digits_of(own.fingerprint)
        return own_card_pdf(own, digits, self.own_code(), Catalog(tag))

    def all(self) -> Sequence[Contact]:
        """Return the offices we know, by name, each once; not ourselves.

        Of an office with new keys it is the new card. How each was checked is as it counts
        now: a checked organisation's word is reckoned in.
        """
        own, now = self._place.vault.fingerprints, self._place.clock.now()

        def work(unit: Unit) -> Sequence[Contact]:
            return [
                as_it_stands(unit, contact, now)
                for contact in unit.contacts.all()
                if contact.card.fingerprint not in own
                and unit.rosters.successor(contact.card.fingerprint) is None
            ]

        return self._place.do(work)

    def add_file(self, path: Path) -> Contact:
        """Read a card file in the guard child and keep it, not yet checked.

        Adding a card again keeps how it was checked; of two of the same keys the one made
        later stays, in whichever order they come. One that takes the place of a card
        which had been checked is checked through that, when the old keys signed so.

        Raises:
            NotACardError: The file is no contact card.
            CardError: It is damaged, expired, or ours.
        """
        try:
            # Only a plain file: opening a pipe would wait for ever.
            if not path.is_file():
                raise NotACardError(M("This file cannot be read."))
            with path.open("rb") as file:
                data = file.read(MAX_FILE + 1)
        except OSError:
            raise NotACardError(M("This file cannot be read.")) from None
        return self.add(data)

    def add(self, data: bytes) -> Contact:
        """Keep the card in `data`; see `add_file`."""
        now = self._place.clock.now()
        card = open_card(data, now, self._place.guard)
        if card.fingerprint in self._place.vault.fingerprints:
            raise CardError(M("This is your own card."), hint=M("Give it to others instead."))

        def work(unit: Unit) -> Contact:
            known = unit.contacts.get(card.fingerprint)
            if known is not None and known.card.created > card.created:
                return known
            checked = known.checked if known is not None else Checked.NOT_YET
            checked_at = known.checked_at if known is not None else None
            if _follows_checked(unit, card, now) and checked is Checked.NOT_YET:
                checked, checked_at = Checked.THROUGH_OLD, now
            contact = Contact(card=card, envelope=data, checked=checked, checked_at=checked_at)
            unit.audit.append("card-added", card.fingerprint, {"checked": checked.value})
            unit.contacts.put(contact)
            return contact

        return self._place.do(work)

    def read_code(self, path: Path) -> Contact:
        """Return whose square code is in the picture in a file; nothing is noted by that.

        Raises:
            NoCodeError: There is no code of a card in it.
            CardError: There are several, or it is of a card that we do not hold.
            OutsideFileError: It is no PNG or JPEG, or is damaged.
            GuardError: The child that looked at it died.
        """
        try:
            # Only a plain file: opening a pipe would wait for ever.
            if not path.is_file():
                raise NotACardError(M("This file cannot be read."))
            with path.open("rb") as file:
                data = file.read(MAX_PICTURE + 1)
        except OSError:
            raise NotACardError(M("This file cannot be read.")) from None
        return self.read_picture(data)

    def read_picture(self, data: bytes) -> Contact:
        """Return whose square code is in a picture; see `read_code`."""
        texts = self._place.guard.run(CODES, {}, data).result.get("texts")
        told = [text for text in texts if isinstance(text, str)] if isinstance(texts, list) else []
        found = {fingerprint_in(text) for text in told} - {None}
        if not found:
            raise NoCodeError
        if len(found) > 1:
            raise CardError(
                M("There are several square codes of cards in this picture."),
                hint=M("Take a picture of one of them."),
            )
        (fingerprint,) = found
        return self._shown(cast("Fingerprint", fingerprint))

    def verify_shown(self, fingerprint: Fingerprint) -> None:
        """Note that the owner showed us the card's square code themselves, in person.

        It holds the whole fingerprint: what was read is what the card says, or it was not
        found (`read_code`). A code that came in a letter or a message proves nothing.

        Raises:
            CardError: We do not hold the card.
        """
        self.verify(fingerprint, digits_of(fingerprint), Checked.IN_PERSON, SaidBy.CODE)

    def concerned_by_loss(self, fingerprint: Fingerprint) -> Concerned:
        """Return whom it concerns that the computer with this card was lost."""
        return concerned_by(self._place, fingerprint)

    def digits(self, fingerprint: Fingerprint) -> str:
        """Return the 30 digits to compare with the card's owner."""
        return digits_of(fingerprint)

    def verify(
        self,
        fingerprint: Fingerprint,
        digits: str,
        how: Checked,
        said_by: SaidBy = SaidBy.OWNER,
    ) -> None:
        """Note that the same digits were read out; who said them stands in the record of acts.

        Raises:
            CardError: The digits are others, or we do not hold the card.
        """
        if self._get(fingerprint) is None:
            raise CardError(M("You do not have this card."))
        said = "".join(c for c in digits if c.isdigit())
        if said != digits_of(fingerprint).replace(" ", ""):
            raise CardError(
                M("The digits are not the same."),
                hint=M("Do not send anything. Ask for the card again, in person if you can."),
            )
        now = self._place.clock.now()

        def work(unit: Unit) -> None:
            unit.audit.append(
                "card-checked", fingerprint, {"how": how.value, "said_by": said_by.value}
            )
            unit.contacts.set_checked(fingerprint, how, now)

        self._place.do(work)

    def _shown(self, fingerprint: Fingerprint) -> Contact:
        """Return the contact of a code that was read."""
        if fingerprint in self._place.vault.fingerprints:
            raise CardError(
                M("This is your own square code."), hint=M("Let the other office show you theirs.")
            )
        if self._place.do(lambda unit: unit.rosters.successor(fingerprint)) is not None:
            raise CardError(
                M("This is the code of a card that was replaced by a newer one."),
                hint=M("Ask for their new sheet, or compare the digits."),
            )
        contact = self._get(fingerprint)
        if contact is None:
            raise CardError(
                M("You do not have the card of this code."),
                hint=M("Add their card file first, then read the code again."),
            )
        return contact

    def _get(self, fingerprint: Fingerprint) -> Contact | None:
        return self._place.do(lambda unit: unit.contacts.get(fingerprint))

    def _mailbox(self, unit: Unit) -> str:
        """Return the mailbox of our card, or of the one before it; "" when there is none."""
        own = (unit.contacts.get(fingerprint) for fingerprint in self._place.vault.fingerprints)
        return next((contact.card.mailbox for contact in own if contact is not None), "")


def _follows_checked(unit: Unit, card: Card, now: datetime) -> bool:
    """Whether the card takes the place of one that had been checked; notes that it does.

    Only the first that does counts, and none once the old card was taken back: who
    has somebody's laptop can make new keys on it and have the old ones sign for them.
    """
    claim = card.supersedes
    before = unit.contacts.get(claim.before) if claim is not None else None
    if before is None or not succession.is_proved(claim, before.card.keys, card.fingerprint):
        return False
    if is_revoked(unit, before.card.fingerprint, now):
        return False
    if not unit.rosters.note_successor(before.card.fingerprint, card.fingerprint, now):
        return False
    return before.checked is not Checked.NOT_YET

"""New keys for our own card: others see that the old ones signed for them.

What is on its way to the old card can still be opened for a while; then the old opening
key is destroyed (docs/formats/roster.md, section 4; docs/formats/vault.md).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from intake_app.domain.errors import CardError, IntakeError
from intake_app.domain.message import M
from intake_app.domain.packet import REFERRALS, Direction, Status
from intake_app.domain.trust import OVERLAP
from intake_app.packet import succession
from intake_app.services.contacts import OwnOffice
from intake_app.services.parts_in import PartsIn

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.contact import Card
    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.repositories import Unit
    from intake_app.services.contacts import Contacts
    from intake_app.services.workplace import Workplace

log = logging.getLogger(__name__)

_WAITING = frozenset({Status.ARRIVED, Status.DELIVERED, Status.LATER})
"""How a referral is marked that may still be accepted."""


def office_of(card: Card) -> OwnOffice:
    """Return what a card of ours says about us, for one that says the same."""
    return OwnOffice(
        name=card.name,
        role=card.role,
        answer_to=card.answer_to,
        languages=card.languages,
        needs=card.needs,
    )


class OwnKeys:
    """The keys of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, contacts: Contacts) -> None:
        self._place = place
        self._contacts = contacts

    def replace(self) -> Card:
        """Make new keys, and return the card that takes the place of our own.

        Give it to every office: whoever had checked the old card sees that the new one
        is ours. Your organisation's roster has to name it, too.

        Raises:
            CardError: There is no card of ours yet.
            FolderReadOnlyError: The key file cannot be written; the keys are the old ones.
            DiskFullError: There is no room; the keys are the old ones.
        """
        vault, now = self._place.vault, self._place.clock.now()
        if self._contacts.own() is None:
            raise CardError(M("You have no contact card yet."))
        before, signer = vault.signer.fingerprint, vault.signer

        def prove(after: Fingerprint) -> bytes:
            return signer.sign(succession.PAYLOAD_TYPE, succession.claim(before, after, now))

        vault.replace_keys(self._place.random, until=now + OVERLAP, prove=prove)
        return self._finish()

    def overlap_ends(self) -> datetime | None:
        """Return until when what was sealed to our card before this one can be opened.

        None when there is no such card, or its key is destroyed.
        """
        kept = [keys.until for keys in self._place.vault.earlier if keys.opening is not None]
        return max(kept, default=None)

    def settle(self) -> None:
        """Do what is due when a profile is opened; what fails is tried again next time.

        Finishes a change of keys that was cut off, and destroys an old opening key.
        """
        if not self._place.vault.earlier:
            return
        try:
            if self._contacts.own() is None:
                self._finish()
            self._destroy_due()
        except IntakeError as error:  # it must not keep anyone from their work
            log.info("own keys not settled: %s", error.code)

    def _finish(self) -> Card:
        """Make the card of the keys that are in use, as the one before it was."""
        before, after = self._place.vault.earlier[0].card, self._place.vault.signer.fingerprint
        now = self._place.clock.now()

        def work(unit: Unit) -> Card | None:
            old = unit.contacts.get(before)
            unit.audit.append("keys-replaced", after, {"before": before})
            unit.rosters.note_successor(before, after, now)
            return old.card if old is not None else None

        old = self._place.do(work)
        if old is None:
            raise CardError
        return self._contacts.make_own(office_of(old))

    def _destroy_due(self) -> None:
        vault, now = self._place.vault, self._place.clock.now()
        due = [k for k in vault.earlier if k.opening is not None and k.until <= now]
        if not due or self._place.do(_is_waited_for) or PartsIn(self._place).are_held():
            return
        count = vault.destroy_earlier_keys(now)
        own = vault.signer.fingerprint
        self._place.do(
            lambda unit: unit.audit.append("old-keys-destroyed", own, {"count": str(count)})
        )


def _is_waited_for(unit: Unit) -> bool:
    """Whether a referral waits for an answer whose inner layer an old key may have to open."""
    return any(
        record.inner and not record.inside and record.status in _WAITING
        for kind in REFERRALS
        for record in unit.packets.find(direction=Direction.IN, kind=kind)
    )

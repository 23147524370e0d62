"""A profile while it is open, and everything that works with it.

What can be done before that, and the way here, is in `unlocking`; this module
brings the engine, the store and the packets with it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from intake_app.domain.errors import IntakeError, UsageError
from intake_app.services import practice
from intake_app.services.asking import Asking
from intake_app.services.attachments import Attachments
from intake_app.services.authorities import Authorities
from intake_app.services.booklet import Booklets
from intake_app.services.contacts import Contacts
from intake_app.services.conversations import Conversations
from intake_app.services.court_copies import CourtCopies
from intake_app.services.directory import Directory
from intake_app.services.escrow import Escrow
from intake_app.services.further import FurtherForms
from intake_app.services.glossary import Glossary
from intake_app.services.handed_over import HandingOver
from intake_app.services.holds import Holds
from intake_app.services.inbox import Inbox
from intake_app.services.just_help import JustHelp
from intake_app.services.ledger import Ledger
from intake_app.services.local_wording import LocalWordings
from intake_app.services.memory_hook import MemoryHooks
from intake_app.services.my_information import MyInformationDesk
from intake_app.services.offers import Offers
from intake_app.services.outbox import Outbox
from intake_app.services.own_copies import OwnCopies
from intake_app.services.own_keys import OwnKeys
from intake_app.services.partnership import Partnerships
from intake_app.services.passing_on import PassingOn
from intake_app.services.person_dates import PersonDays
from intake_app.services.phone_answers import PhoneAnswers
from intake_app.services.publications import Publications
from intake_app.services.publishing import Publishing
from intake_app.services.recalling import Recalling
from intake_app.services.recordings import Recordings
from intake_app.services.referrals import Referrals
from intake_app.services.remarks import Remarking
from intake_app.services.safety_plan import SafetyPlans
from intake_app.services.same_person import SamePerson
from intake_app.services.sticks import Sticks
from intake_app.services.summary import Summaries
from intake_app.services.taking_back import TakingBack
from intake_app.services.telling_lead import TellingLead
from intake_app.services.travelling import Travelling, destroy
from intake_app.services.trust import Trust
from intake_app.services.workplace import Workplace
from intake_app.store.check import StoreCheck, check_store
from intake_app.store.profile_lock import ProfileLock
from intake_app.store.thread import StoreThread
from intake_app.vault import reset
from intake_app.vault.disk import make_folder
from intake_app.vault.pin import Pin, pin_problem
from intake_app.vault.vault import check_free, create_vault, unlock_vault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.domain.ids import CaseId, Fingerprint
    from intake_app.domain.ports import Units
    from intake_app.domain.secret import Secret
    from intake_app.services.resetting import OfficeFile
    from intake_app.services.unlocking import World
    from intake_app.store.opening import OpeningReport
    from intake_app.vault.reset_files import Answer
    from intake_app.vault.vault import OpenVault

ProfileCheck = StoreCheck
"""What `check` finds, under the name that commands know it by."""

log = logging.getLogger(__name__)

PIN_SETTING = "pin"


class OpenProfile:
    """A profile between unlock and lock.

    Attributes:
        opening: What opening the store found out (`store.thread.OpeningReport`).
        pin: Lifts the cover while this process lives; None until one is chosen.
        is_destroyed: Whether `destroy` was done: there is nothing to open or close.
    """

    def __init__(
        self, folder: Path, vault: OpenVault, store: StoreThread, lock: ProfileLock, world: World
    ) -> None:
        self.folder = folder
        self.pin: Pin | None
        self._vault = vault
        self._store = store
        self._lock = lock
        self._cost = world.cost
        place = Workplace(
            folder=folder,
            store=store,
            vault=vault,
            forms=world.forms,
            guard=world.guard,
            clock=world.clock,
            random=world.random,
            timezone=world.timezone,
        )
        ledger = Ledger(vault.signer, world.random)
        outbox = Outbox(place)
        self._place = place
        self.contacts = Contacts(place)
        self.own_keys = OwnKeys(place, self.contacts)
        self.partnerships = Partnerships(place)
        self.trust = Trust(place)
        self.escrow = Escrow(place)
        self.conversations = Conversations(place, ledger)
        self.further = FurtherForms(place, self.conversations)
        self.remarks = Remarking(place)
        self.summaries = Summaries(place, self.remarks)
        self.safety_plans = SafetyPlans(place)
        self.person_days = PersonDays(place)
        self.directory = Directory(place)
        self.just_help = JustHelp(place)
        self.wordings = LocalWordings(place)
        self.glossary = Glossary(place)
        self.booklets = Booklets(place)
        self.recordings = Recordings(place)
        self.handing_over = HandingOver(place, self.contacts, ledger)
        self.referrals = Referrals(place, self.contacts, ledger, outbox)
        self.inbox = Inbox(place, outbox)
        self.asking = Asking(place, outbox)
        self.attachments = Attachments(place)
        self.recalling = Recalling(place, outbox)
        self.phone_answers = PhoneAnswers(place)
        self.authorities = Authorities(place)
        self.passing_on = PassingOn(place, self.contacts, outbox)
        self.publications = Publications(place, outbox)
        self.publishing = Publishing(place, self.publications)
        self.offers = Offers(place, self.publications, self.directory)
        self.same_person = SamePerson(place)
        self.my_information = MyInformationDesk(place)
        self.own_copies = OwnCopies(place, self.my_information, self.remarks)
        self.court_copies = CourtCopies(place, self.my_information, self.remarks)
        self.holds = Holds(place, self.remarks)
        self.telling_lead = TellingLead(place, self.remarks)
        self.taking_back = TakingBack(place, ledger, outbox, self.conversations)
        self.travelling = Travelling(place)
        self.sticks = Sticks(place)
        self.is_destroyed = False
        self.pin = self._stored_pin()

    @property
    def opening(self) -> OpeningReport:
        """What opening the store found out."""
        return self._store.opened

    @property
    def memory_hooks(self) -> MemoryHooks:
        """Words by which the worker knows again who a number is."""
        return MemoryHooks(self._place)

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting that is kept inside the encrypted store."""
        return self._place.do(lambda unit: unit.settings.get(name, default))

    def _stored_pin(self) -> Pin | None:
        stored = self.setting(PIN_SETTING)
        return Pin.restored(stored) if stored else None

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting inside the encrypted store."""
        self._place.do(lambda unit: unit.settings.put(name, value))

    def choose_pin(self, digits: str) -> None:
        """Choose the PIN that lifts the cover; of no use without an unlocked process.

        Only a slow hash of it is kept, inside the encrypted store.

        Raises:
            UsageError: The digits are not six, or too easy to guess.
        """
        problem = pin_problem(digits)
        if problem is not None:
            raise UsageError(problem)
        self.pin = Pin(digits)
        self.set_setting(PIN_SETTING, self.pin.stored())

    def join(self, office: OfficeFile, passphrase: Secret) -> None:
        """Take our own organisation's roster, whose digits were compared, into a new profile.

        If the organisation has a key for it, it can open the profile from now on.

        Raises:
            RosterError: The roster cannot be used, or the digits are others.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        held = self.trust.take(office.data)
        self.trust.compare(held.root, office.digits, is_own=True)
        if self.escrow.offered() is not None:
            self.escrow.let_open(passphrase)

    def change_passphrase(self, current: Secret, new: Secret) -> None:
        """Let the profile open with `new` and no longer with `current`.

        Raises:
            WrongPassphraseError: `current` is not the passphrase.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        self._vault.change_passphrase(current, new, cost=self._cost)

    def set_language(self, tag: str) -> None:
        """Show the lock screen, too, in the language `tag` from now on.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        if tag != self._vault.language:
            self._vault.set_language(tag)

    def destroy(self, passphrase: Secret) -> None:
        """Destroy this profile; see `travelling.destroy`.

        Raises:
            WrongPassphraseError: It is not the passphrase; nothing was destroyed.
            FolderReadOnlyError: The folder cannot be written to; nothing was destroyed.
            ProfileLeftoversError: Nobody can open anything any more, but files are left.
        """
        try:
            destroy(self._vault, self._store, self._lock, passphrase)
        finally:
            self.is_destroyed = not self._vault.is_open

    def note_reset(self, root: Fingerprint) -> None:
        """Record that the office of this root helped to a new passphrase."""
        own = self._vault.signer.fingerprint
        self._place.do(lambda unit: unit.audit.append("passphrase-reset", own, {"root": root}))

    def close(self) -> None:
        """Save, checkpoint and close; the folder is free for another start afterwards."""
        if self.is_destroyed:
            return
        self._store.close()
        self._vault.close()
        self._lock.release()


def create(
    folder: Path, passphrase: Secret, *, language: str, lock: ProfileLock | None, world: World
) -> OpenProfile:
    """Set up a new profile; see `Profiles.create`.

    The folder is claimed before anything is put into it: of two starts that aim
    at one folder, the other is told so and fills nothing in.
    """
    check_free(folder)
    make_folder(folder)
    mine = lock or ProfileLock.take(folder)
    try:
        vault = create_vault(
            folder, passphrase, random=world.random, language=language, cost=world.cost
        )
        return _opened(folder, vault, mine, world, create=True)
    except BaseException:
        if lock is None:
            mine.release()
        raise


def unlock(folder: Path, passphrase: Secret, *, lock: ProfileLock, world: World) -> OpenProfile:
    """Open a profile; see `Profiles.unlock`."""
    practice.forget(folder)
    profile = _opened(folder, unlock_vault(folder, passphrase), lock, world, create=False)
    reset.forget(folder)  # who knows the passphrase waits for no other
    return profile


def open_with_answer(
    folder: Path, passphrase: Secret, answer: Answer, *, lock: ProfileLock, world: World
) -> OpenProfile:
    """Open a profile with an office's answer; see `Resetting.open_with`."""
    vault = reset.take(folder, passphrase, answer, cost=world.cost)
    profile = _opened(folder, vault, lock, world, create=False)
    profile.note_reset(answer.root.fingerprint)
    return profile


def check(folder: Path, passphrase: Secret) -> ProfileCheck:
    """Check a profile that is not open; see `Profiles.check`."""
    vault = unlock_vault(folder, passphrase)
    return check_store(folder, key=vault.store_key, anchor_key=vault.anchor_key)


def _opened(
    folder: Path, vault: OpenVault, lock: ProfileLock, world: World, *, create: bool
) -> OpenProfile:
    store = StoreThread.open(
        folder,
        key=vault.store_key,
        anchor_key=vault.anchor_key,
        clock=world.clock,
        create=create,
    )
    try:
        _destroy_left_keys(vault, store)
        profile = OpenProfile(folder, vault, store, lock, world)
        profile.own_keys.settle()
        profile.escrow.settle()
    except BaseException:
        store.close()
        raise
    log.info("profile opened")
    return profile


def _destroy_left_keys(vault: OpenVault, store: StoreThread) -> None:
    """Destroy the keys of erased cases that a crash left in the ring.

    What fails here (a full disk) must not keep anyone from the profile; the
    next opening tries again.
    """

    def erased(units: Units) -> Sequence[CaseId]:
        with units.begin() as unit:
            return unit.cases.erased()

    try:
        for case_id in vault.cases.intersection(store.run(erased)):
            vault.destroy_case(case_id)
    except IntakeError as error:
        log.info("key of an erased case not destroyed: %s", error.code)

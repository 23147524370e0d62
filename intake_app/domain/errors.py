"""Errors a person can understand and act on; every other exception is a bug.

Adapters translate their library's exceptions into these at the boundary. Each
carries two messages: what happened, in the words of the user's work, and what
to do now. `code` names the kind for programs and crosses process borders.
"""

from __future__ import annotations

from typing import ClassVar

from intake_app.domain.message import M, Message


class IntakeError(Exception):
    """Something went wrong that a person can understand and act on.

    Attributes:
        code: A stable name of the kind of error, for programs.
        summary: One sentence on what happened.
        hint: What to do now, or None when there is nothing useful to say.
    """

    code: ClassVar[str] = "problem"
    summary: Message = M("Something went wrong.")
    hint: Message | None = None

    def __init__(self, summary: Message | None = None, *, hint: Message | None = None) -> None:
        self.summary = summary or type(self).summary
        self.hint = hint or type(self).hint
        super().__init__(self.summary.msgid)  # the log gets the source string, never the values


class ProfileMissingError(IntakeError):
    """The folder holds no profile."""

    code = "profile.missing"
    summary = M("There is no profile in this folder.")
    hint = M("Choose another folder, or set up a new profile.")


class ProfileExistsError(IntakeError):
    """The folder already holds a profile or something else."""

    code = "profile.exists"
    summary = M("This folder is already in use.")
    hint = M("Choose an empty folder for the new profile.")


class ProfileBusyError(IntakeError):
    """Another start of the program has the profile open."""

    code = "profile.busy"
    summary = M("Intake is already open with this profile.")
    hint = M("Use the window that is open, or close it first.")


class FolderReadOnlyError(IntakeError):
    """Nothing can be written to a folder that must be written to."""

    code = "folder.read-only"
    summary = M("This folder cannot be written to.")
    hint = M("Choose another folder, or ask whoever set up this computer for write access.")


class PlaceGoneError(IntakeError):
    """A stick, share or folder does not answer any more."""

    code = "place.gone"
    summary = M("This stick or folder cannot be reached any more.")
    hint = M(
        "Plug it in again and repeat: what is whole there stays, the rest goes on. "
        "If it happens again, use another stick."
    )


class PlaceNamesError(IntakeError):
    """A stick or folder cannot keep files under the names they need."""

    code = "place.names"
    summary = M("This stick or folder changes the names of files: nothing would be found again.")
    hint = M("Use another stick, or a folder on this computer.")


class PlaceDamagedError(IntakeError):
    """What was read back from a stick or folder is not what was written there."""

    code = "place.damaged"
    summary = M("What this stick gives back is not what was written on it.")
    hint = M("It may be worn out: do not use it any more. Take another one and repeat.")


class ProfileLeftoversError(IntakeError):
    """A profile was destroyed, and files of it could not be deleted."""

    code = "profile.leftovers"
    summary = M("Nothing here can be opened any more, but some files could not be deleted.")
    hint = M("Start Intake again: it tries once more. Or have the folder deleted by hand.")


class WrongPassphraseError(IntakeError):
    """No slot of the vault opens with the passphrase given."""

    code = "vault.wrong-passphrase"
    summary = M("That passphrase does not open this profile.")
    hint = M("Check the keyboard language and capital letters, then try again.")


class VaultDamagedError(IntakeError):
    """The vault's key file, key ring or identity cannot be read."""

    code = "vault.damaged"
    summary = M("The key file of this profile is damaged.")
    hint = M("Do not delete anything. Restore the key file from a backup.")


class StoreError(IntakeError):
    """The case store could not do what was asked."""

    code = "store.problem"
    summary = M("The answers could not be stored.")
    hint = M("Try again. If it keeps failing, finish the conversation on paper.")


class StoreDamagedError(StoreError):
    """The store cannot be read with the right key, or its chain is broken."""

    code = "store.damaged"
    summary = M("The file with the answers is damaged.")
    hint = M("Do not delete anything. Ask your coordinator to help you restore a backup.")


class StoreTooNewError(StoreError):
    """A later version of the program wrote this store."""

    code = "store.too-new"
    summary = M("A newer version of Intake wrote this profile.")
    hint = M("Install the newer version; nothing was changed.")


class DiskFullError(StoreError):
    """There is no room left to store an answer."""

    code = "store.disk-full"
    summary = M("The disk is full: the last answer is not saved yet.")
    hint = M("Delete something else on this computer; Intake tries again every few seconds.")


class FormError(IntakeError):
    """A form cannot be read, compiled or run."""

    code = "form.problem"
    summary = M("This form cannot be used.")
    hint = M("Open the form's list of findings and correct it in the spreadsheet.")


class FormFileError(FormError):
    """A file is no form that we can read."""

    code = "form.file"
    summary = M("This file is not a form that can be read.")
    hint = M("Save it as an XLSForm workbook (.xlsx) and try again.")


class OutsideFileError(IntakeError):
    """Bytes from outside broke a limit before they were looked at closely."""

    code = "outside.refused"
    summary = M("This file was refused because it is not safe to open.")
    hint = M("Ask the sender for a fresh copy.")


class GuardError(IntakeError):
    """The limited child process died, ran too long or used too much memory."""

    code = "guard.failed"
    summary = M("This file could not be opened safely.")
    hint = M("Ask the sender for a fresh copy. Nothing was changed here.")


class PacketError(IntakeError):
    """A packet cannot be made, opened or taken in."""

    code = "packet.problem"
    summary = M("This referral file cannot be used.")
    hint: Message | None = M("Ask the sender to make it again.")


class NotAPacketError(PacketError):
    """The file is no age file, or not one of ours inside."""

    code = "packet.not-a-packet"
    summary = M("This is not a referral file.")
    hint = M("Referral files end in .age. Ask the sender which file they meant.")


class PacketForOthersError(PacketError):
    """None of our keys opens the packet, or the packet does not name us."""

    code = "packet.wrong-recipient"
    summary = M("This file is meant for another office.")
    hint = M("Give it back unopened, or ask the sender to make one for you.")


class PacketTamperedError(PacketError):
    """The bytes are not those that were sealed and signed."""

    code = "packet.tampered"
    summary = M("This file was changed or damaged on its way.")
    hint = M("Do not use it. Ask the sender to make it again.")


class PartFileError(PacketError):
    """The file is a part of something larger, and nothing that is here names it."""

    code = "packet.part"
    summary = M("This file is a part of something larger; what it belongs to is not here.")
    hint = M("Open the whole stick, or ask the sender for all its files.")


class UnknownSenderError(PacketError):
    """The signer's card is not among the contacts."""

    code = "packet.unknown-sender"
    summary = M("This file comes from someone whose card you do not have.")
    hint = M("Ask for their card, add it under Contacts, and open the file again.")


class PacketReplayedError(PacketError):
    """A packet with this id was taken in before."""

    code = "packet.known"
    summary = M("This file is already in; nothing was added twice.")
    hint = None


class PacketTooNewError(PacketError):
    """A later version of the program is needed to read the packet."""

    code = "packet.too-new"
    summary = M("This file was made by a newer version of Intake.")
    hint = M("Install the newer version and open the file again.")


class CardError(IntakeError):
    """A contact card is damaged, expired, or signed by another key."""

    code = "card.problem"
    summary = M("This contact card cannot be used.")
    hint = M("Ask for a fresh card.")


class NotACardError(CardError):
    """The file is no contact card."""

    code = "card.not-a-card"
    summary = M("This is not a contact card.")
    hint = M("Contact cards end in .card. Ask which file they meant.")


class RosterError(IntakeError):
    """A roster is damaged, not signed by its root, or not to be taken."""

    code = "roster.problem"
    summary = M("This roster cannot be used.")
    hint: Message | None = M("Ask the office for a fresh one.")


class NotARosterError(RosterError):
    """The file is no roster."""

    code = "roster.not-a-roster"
    summary = M("This is not a roster.")
    hint = M("Rosters end in .roster. Ask the office which file they meant.")


class RosterOlderError(RosterError):
    """A later roster of the same organisation is held."""

    code = "roster.older"
    summary = M("This roster is older than the one you have. Nothing was changed.")


class RosterConflictError(RosterError):
    """Two rosters claim to be the same one, or another root took over without proof."""

    code = "roster.conflict"
    summary = M("This roster contradicts the one you have. Nothing was changed.")
    hint = M("Call the office before you trust either: somebody may have copied its root key.")


class RootKeyError(IntakeError):
    """The file with an organisation's root key cannot be used."""

    code = "root.problem"
    summary = M("This file with the root key cannot be used.")
    hint: Message | None = M("Use the other copy of it.")


class RootPassphraseError(RootKeyError):
    """One of the two passphrases is wrong; it is not told whose the second would be."""

    code = "root.wrong-passphrase"
    summary = M("The root key does not open with these two passphrases.")
    hint = M("Each of the two types their own, in the order in which the key was made.")


class PartnershipError(IntakeError):
    """No agreement between the organisations lets this leave, or one cannot be kept."""

    code = "partnership.missing"
    summary = M("Your office has no agreement with this organisation that covers this.")
    hint = M("Share less, or ask your coordinator for an agreement: Settings, Agreements.")


class SignerRevokedError(PacketError):
    """The signer's card counted no more when the packet was first seen here."""

    code = "packet.signer-revoked"
    summary = M("This file is signed with a card that its organisation has taken back.")
    hint = M("Do not use it. Call the organisation: the computer may be in other hands.")


class ConsentMissingError(IntakeError):
    """The consent ledger does not allow what was asked."""

    code = "consent.missing"
    summary = M("The person has not agreed to share this with this office.")
    hint = M("Ask first, and write down what was agreed.")


class GroundMissingError(IntakeError):
    """Sharing without the person's agreement lacks something that must be said."""

    code = "consent.ground-missing"
    summary = M("Something is still to be said before this can leave without their agreement.")
    hint = M("Say which law lets it leave, why now, who decided, who looked at it, who was told.")
    one_alone = M("The one who decides and the one who looks at it must be two people.")
    no_reason_for_more = M("Say why more than the least must leave.")


class NotDueError(IntakeError):
    """A request to erase has not waited long enough, or there is none."""

    code = "erasure.not-due"
    summary = M("This cannot be erased yet.")
    hint = M("A request waits for three days, because a caller may be someone else.")


class HeldError(IntakeError):
    """Nothing of this person may be erased while a hold is in force."""

    code = "erasure.held"
    summary = M("This cannot be erased now: it has to be kept for a court or a lawyer.")
    hint = M("Why, and since when, stands on the person's page. The hold can be lifted there.")


class WrongPhraseError(IntakeError):
    """What a caller said is not what was agreed; says nothing of whether anything was."""

    code = "erasure.wrong-phrase"
    summary = M("These are not words by which anyone is known here.")
    hint = M("Do not tell the caller why. Ask them to come, or to talk to you in person.")


class ProgramIncompleteError(IntakeError):
    """Something that the program brings along is not there."""

    code = "program.incomplete"
    summary = M("A part of the program is missing.")
    hint = M("Install the program again; from its sources, start it with packaging/dev.py.")


class UsageError(IntakeError):
    """A command was asked wrongly."""

    code = "usage"
    summary = M("This command was not understood.")


def error_from(code: str, summary: Message, hint: Message | None) -> IntakeError:
    """Return the error of the kind `code` with its messages, as raised in another process.

    An unknown code gives a plain `IntakeError`, so that an older parent can
    still show what a newer child found.
    """
    kinds: list[type[IntakeError]] = [IntakeError]
    while kinds:
        kind = kinds.pop()
        if kind.code == code:
            return kind(summary, hint=hint)
        kinds.extend(kind.__subclasses__())
    return IntakeError(summary, hint=hint)

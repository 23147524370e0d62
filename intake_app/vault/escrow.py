"""The slot by which an office opens a worker's vault, and the office's key for it.

See docs/formats/vault.md. What stands in `vault.json` leads to nobody: an age file hides
whom it is for, and the office's name is sealed under the vault key.
"""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import (
    OutsideFileError,
    RootKeyError,
    RootPassphraseError,
    VaultDamagedError,
)
from intake_app.domain.escrow import EscrowKeyError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import M
from intake_app.domain.secret import Secret
from intake_app.guard import strict_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from intake_app.domain.escrow import Office
    from intake_app.domain.ports import Random
    from intake_app.guard.strict_json import Json
    from intake_app.sealing import age

KIND: Final = "escrow"
SUFFIX: Final = ".escrow"
_KEY_KIND: Final = "intake-escrow/1"
_KEY_BYTES: Final = 32
_ID_BYTES: Final = 16
_PREFIX: Final = b"intake-escrow-v1\0"
_INFO: Final = "intake/v1/escrow"
_NOTE_HEAD: Final = b"intake-escrow-office/1\n"
_NOTE_PLAIN: Final = 1024
NOTE_BYTES: Final = len(_NOTE_HEAD) + 12 + _NOTE_PLAIN + 16
MAX_AGE: Final = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a slot says of its office to whoever has the vault key.

    Attributes:
        org: The organisation's name.
        root: The fingerprint of its root.
        recipient: SHA-256 hex of the age recipient the slot was made for.
        is_whole: Whether the slot's age file is the one that was written with the note.
    """

    org: str
    root: Fingerprint
    recipient: str
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EscrowSlot:
    """A vault key, wrapped for an office.

    Attributes:
        age: An age file; only the office's key opens it.
        note: Whose it is, sealed under the vault key.
    """

    age: bytes
    note: bytes

    def to_json(self) -> dict[str, Json]:
        """Return the slot as `vault.json` holds it."""
        return {"kind": KIND, "age": _b64(self.age), "office": _b64(self.note)}

    def read_note(self, vault_id: bytes, vault_key: Secret) -> Note | None:
        """Return whose slot it is, or None when that was changed."""
        from intake_app.vault.keys import derived, open_small  # noqa: PLC0415 - brings ciphers

        try:
            plain = open_small(derived(vault_key, _INFO), _NOTE_HEAD, vault_id, self.note)
            said = strict_json.loads(plain)
        except (VaultDamagedError, OutsideFileError):
            return None
        match said:
            case {"org": str(org), "root": str(root), "recipient": str(recipient), "age": str(age)}:
                is_whole = age == hashlib.sha256(self.age).hexdigest()
                return Note(org=org, root=Fingerprint(root), recipient=recipient, is_whole=is_whole)
            case _:
                return None


def new_slot(vault_id: bytes, vault_key: Secret, office: Office) -> EscrowSlot:
    """Return a slot that `office` opens.

    Raises:
        EscrowKeyError: Its recipient is none.
    """
    from intake_app.vault.keys import derived, seal_small  # noqa: PLC0415 - brings ciphers

    sealed = sealed_to(office.recipient, _PREFIX + vault_id + vault_key.reveal())
    note = strict_json.dumps(
        {
            "org": office.org,
            "root": office.root,
            "recipient": mark_of(office.recipient),
            "age": hashlib.sha256(sealed).hexdigest(),
        }
    ).ljust(_NOTE_PLAIN)
    return EscrowSlot(
        age=sealed, note=seal_small(derived(vault_key, _INFO), _NOTE_HEAD, vault_id, note)
    )


def slot_from_json(slot: Mapping[str, Json]) -> EscrowSlot:
    """Return the slot that `EscrowSlot.to_json` wrote.

    Raises:
        ValueError: The object is no such slot, or larger than one can be.
    """
    match slot:
        case {"kind": "escrow", "age": str(sealed), "office": str(note)}:
            made = EscrowSlot(
                age=base64.b64decode(sealed, validate=True),
                note=base64.b64decode(note, validate=True),
            )
            if 0 < len(made.age) <= MAX_AGE and len(made.note) == NOTE_BYTES:
                return made
    raise ValueError("not an escrow slot")


def mark_of(recipient: str) -> str:
    """Return what tells recipients apart in a note."""
    return hashlib.sha256(recipient.encode("ascii")).hexdigest()


class EscrowKey:
    """The key with which an office opens its workers' vaults; two people hold it.

    Args:
        seed: 32 bytes: the seed of an age identity (mlkem768x25519).
    """

    def __init__(self, seed: Secret) -> None:
        from intake_app.sealing import age  # noqa: PLC0415 - brings ciphers

        self._seed = seed
        self._identity = age.HybridIdentity(seed)

    @classmethod
    def generate(cls, random: Random) -> EscrowKey:
        """Return a fresh key."""
        return cls(Secret(random.token(_KEY_BYTES)))

    @property
    def recipient(self) -> str:
        """What vaults are sealed to."""
        return self._identity.recipient().to_string()

    def save(
        self, path: Path, first: Secret, second: Secret, *, work_factor: int | None = None
    ) -> None:
        """Write the key to a new file that both passphrases together open; takes seconds.

        Raises:
            RootKeyError: There is such a file, or both passphrases are the same.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        from intake_app.sealing.recipients import MAX_WORK_FACTOR  # noqa: PLC0415 - as above
        from intake_app.vault import two_people  # noqa: PLC0415 - as above

        content = {"kind": _KEY_KIND, "seed": _b64(self._seed.reveal())}
        two_people.save(path, content, first, second, work_factor or MAX_WORK_FACTOR)

    def open_slot(self, vault_id: bytes, sealed: bytes) -> Secret | None:
        """Return the vault key in the age file of a slot, or None when it is not for this key.

        Raises:
            VaultDamagedError: It is for this key but was changed, or is another vault's.
        """
        plain = opened_with(self._identity, sealed)
        if plain is None:
            return None
        head = _PREFIX + vault_id
        if len(plain) != len(head) + _KEY_BYTES or not plain.startswith(head):
            raise VaultDamagedError
        return Secret(plain[len(head) :])


def open_escrow_key(path: Path, first: Secret, second: Secret) -> EscrowKey:
    """Return the key that `EscrowKey.save` wrote; takes seconds on purpose.

    Raises:
        EscrowKeyError: One of the passphrases is not the one, or the file is damaged.
    """
    from intake_app.vault import two_people  # noqa: PLC0415 - brings ciphers

    try:
        said = two_people.load(path, first, second)
    except RootPassphraseError:
        raise EscrowKeyError(
            M("The office's key does not open with these two passphrases."),
            hint=M("Each of the two types their own, in the order in which the key was made."),
        ) from None
    except RootKeyError:
        raise EscrowKeyError from None
    match said:
        case {"kind": "intake-escrow/1", "seed": str(seed)}:
            try:
                raw = base64.b64decode(seed, validate=True)
            except ValueError:
                raise EscrowKeyError from None
            if len(raw) == _KEY_BYTES:
                return EscrowKey(Secret(raw))
    raise EscrowKeyError


def sealed_to(recipient: str, plain: bytes) -> bytes:
    """Return an age file that only the holder of `recipient`'s key opens.

    Raises:
        EscrowKeyError: It is no such recipient.
    """
    from intake_app.sealing import age  # noqa: PLC0415 - brings ciphers
    from intake_app.sealing.errors import KeyFormatError  # noqa: PLC0415 - as above

    target = io.BytesIO()
    try:
        age.encrypt([age.HybridRecipient.parse(recipient)], io.BytesIO(plain), target)
    except KeyFormatError:
        raise EscrowKeyError from None
    return target.getvalue()


def opened_with(identity: age.HybridIdentity, sealed: bytes) -> bytes | None:
    """Return the plaintext of a small age file, or None when it is for somebody else.

    Raises:
        VaultDamagedError: It is no age file, or was changed.
    """
    from intake_app.sealing import age  # noqa: PLC0415 - brings ciphers
    from intake_app.sealing.errors import (  # noqa: PLC0415 - as above
        HeaderError,
        MacError,
        NoMatchError,
        PayloadError,
    )

    source = io.BytesIO(sealed)
    try:
        header = age.read_header(source)
        file_key = age.unwrap(header, [identity], age.PACKETS)
        return b"".join(age.decrypt_payload(file_key, source))
    except NoMatchError:
        return None
    except (HeaderError, MacError, PayloadError):
        raise VaultDamagedError from None


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")

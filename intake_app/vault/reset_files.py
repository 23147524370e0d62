"""The two files by which an office gives a profile a new passphrase: request and answer.

See docs/formats/vault.md, "A new passphrase from the office". Both come from outside and
are read in the guard child first.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError, VaultDamagedError
from intake_app.domain.escrow import EscrowKeyError, ResetError, ResetRequestError
from intake_app.domain.message import M
from intake_app.domain.times import to_iso
from intake_app.domain.trust import RootKeys
from intake_app.guard import strict_json
from intake_app.guard.job import Reply
from intake_app.sealing import age, dsse
from intake_app.sealing.errors import EnvelopeError, KeyFormatError
from intake_app.sealing.signing import PublicKeys as SigningKeys
from intake_app.vault import escrow
from intake_app.vault.file import ID_BYTES, MAX_SLOTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.secret import Secret
    from intake_app.guard.strict_json import Json
    from intake_app.vault.root_key import RootKey

REQUEST_SUFFIX: Final = ".request"
ANSWER_SUFFIX: Final = ".reset"
MAX_REQUEST: Final = 128 << 10
MAX_ANSWER: Final = 64 << 10
PAYLOAD_TYPE: Final = "application/vnd.intake.reset.v1+json"
REQUEST_JOB: Final = "reset.request"
ANSWER_JOB: Final = "reset.answer"
FORMAT: Final = 1
PREFIX: Final = b"intake-reset-v1\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a laptop asks its office.

    Attributes:
        vault_id: The vault's 16 bytes.
        request: 16 random bytes; an answer is good for this request and no other.
        recipient: The age recipient that the answer is sealed to.
        slots: The age files of the vault's slots for offices.
    """

    vault_id: bytes
    request: bytes
    recipient: str
    slots: tuple[bytes, ...]

    def encode(self) -> bytes:
        """Return the file's bytes; equal values give equal bytes."""
        return strict_json.dumps(
            {
                "format": "intake-reset-request/1",
                "id": _b64(self.vault_id),
                "request": _b64(self.request),
                "recipient": self.recipient,
                "slots": [_b64(slot) for slot in self.slots],
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an office answered, its root's signatures found good.

    Attributes:
        root: The root that signed it.
        sealed: An age file to the request's recipient.
    """

    root: RootKeys
    vault_id: bytes
    request: bytes
    sealed: bytes


def read_request(content: bytes) -> Request:
    """Return what a request file says.

    Raises:
        ResetRequestError: It is none, or differs in any byte from what `Request.encode` writes.
    """
    try:
        found = _request(strict_json.loads(content, max_bytes=MAX_REQUEST))
        age.HybridRecipient.parse(found.recipient)
    except (OutsideFileError, KeyFormatError, ValueError):
        raise ResetRequestError from None
    if found.encode() != content:
        raise ResetRequestError
    return found


def answer(request: Request, key: escrow.EscrowKey, root: RootKey, now: datetime) -> bytes:
    """Return the answer to a request, signed by the office's root.

    Raises:
        EscrowKeyError: The vault was not made for this key.
        ResetRequestError: A slot was changed, or is another vault's.
    """
    vault_key = _vault_key(request, key)
    plain = PREFIX + request.vault_id + request.request + vault_key.reveal()
    payload = strict_json.dumps(
        {
            "fmt": FORMAT,
            "min_reader": FORMAT,
            "made": to_iso(now),
            "root": {"ed25519": _b64(root.keys.ed25519), "ml_dsa_65": _b64(root.keys.ml_dsa_65)},
            "vault": _b64(request.vault_id),
            "request": _b64(request.request),
            "sealed": _b64(escrow.sealed_to(request.recipient, plain)),
        }
    )
    return root.sign(PAYLOAD_TYPE, payload)


def read_answer(content: bytes) -> Answer:
    """Return what an answer says, once the root it names vouches for it.

    Raises:
        ResetError: It is none, is damaged, or was made by a newer version.
    """
    if len(content) > MAX_ANSWER:
        raise ResetError
    try:
        claimed = dsse.read(content)
        found = _answer(strict_json.loads(claimed.unverified, max_bytes=MAX_ANSWER))
        keys = SigningKeys(ed25519=found.root.ed25519, ml_dsa_65=found.root.ml_dsa_65)
        dsse.verify(content, PAYLOAD_TYPE, keys)
    except (EnvelopeError, OutsideFileError, KeyFormatError, ValueError):
        raise ResetError from None
    return found


def read_request_job(args: Mapping[str, Json], data: bytes) -> Reply:  # noqa: ARG001 - a job's form
    """Read a request in the guard child; the reply holds the same bytes, found good.

    Raises:
        ResetRequestError: See `read_request`.
    """
    read_request(data)
    return Reply(data=data)


def read_answer_job(args: Mapping[str, Json], data: bytes) -> Reply:  # noqa: ARG001 - a job's form
    """Read an answer in the guard child; the reply holds the same bytes, found good.

    Raises:
        ResetError: See `read_answer`.
    """
    read_answer(data)
    return Reply(data=data)


def _vault_key(request: Request, key: escrow.EscrowKey) -> Secret:
    for sealed in request.slots:
        try:
            found = key.open_slot(request.vault_id, sealed)
        except VaultDamagedError:
            raise ResetRequestError(
                M("This request was changed, or joins parts of two profiles."),
                hint=M("Do not answer it. Speak with the person, and look at the laptop."),
            ) from None
        if found is not None:
            return found
    raise EscrowKeyError(
        M("This profile was not set up for your office's key."),
        hint=M("Look whether there is an earlier key of your office, or whose profile it is."),
    )


def _request(value: Json) -> Request:
    match value:
        case {
            "format": "intake-reset-request/1",
            "id": str(vault_id),
            "request": str(request),
            "recipient": str(recipient),
            "slots": list(slots),
        } if 1 <= len(slots) <= MAX_SLOTS:
            return Request(
                vault_id=sized(vault_id, ID_BYTES),
                request=sized(request, ID_BYTES),
                recipient=recipient,
                slots=tuple(_small(slot) for slot in slots),
            )
        case _:
            raise ValueError("not a request")


def _answer(value: Json) -> Answer:
    match value:
        case {"fmt": int(), "min_reader": int(least)} if least > FORMAT:
            raise ResetError(
                M("This file was made by a newer version of Intake."),
                hint=M("Install the newer version and open the file again."),
            )
        case {
            "fmt": int(),
            "min_reader": 1,
            "made": str(),
            "root": {"ed25519": str(ed25519), "ml_dsa_65": str(ml_dsa)},
            "vault": str(vault_id),
            "request": str(request),
            "sealed": str(sealed),
        }:
            return Answer(
                root=RootKeys(ed25519=_plain(ed25519), ml_dsa_65=_plain(ml_dsa)),
                vault_id=sized(vault_id, ID_BYTES),
                request=sized(request, ID_BYTES),
                sealed=_small(sealed),
            )
        case _:
            raise ValueError("not an answer")


def _small(value: Json) -> bytes:
    found = _plain(value) if isinstance(value, str) else b""
    if not 0 < len(found) <= escrow.MAX_AGE:
        raise ValueError("a value of the wrong length")
    return found


def _plain(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def sized(text: str, size: int) -> bytes:
    """Return the bytes of base64 text.

    Raises:
        ValueError: It is none, or of another length.
    """
    found = _plain(text)
    if len(found) != size:
        raise ValueError("a value of the wrong length")
    return found


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")

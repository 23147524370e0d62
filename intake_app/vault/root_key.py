"""An organisation's root key, in a file that two people open together.

docs/formats/roster.md, "The root's key". The seeds stand in an age file under the
second person's passphrase, and that in one under the first person's: each types
their own, and neither gets anywhere alone. Any age program opens the layers.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError, RootKeyError, RootPassphraseError
from intake_app.domain.message import M
from intake_app.domain.secret import Secret
from intake_app.domain.trust import RootKeys
from intake_app.guard import strict_json
from intake_app.sealing import age, dsse
from intake_app.sealing.errors import HeaderError, MacError, NoMatchError, PayloadError
from intake_app.sealing.recipients import MAX_WORK_FACTOR, PASSPHRASE
from intake_app.sealing.signing import SigningKeys
from intake_app.vault.disk import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ports import Random

SUFFIX: Final = ".root"
KIND: Final = "intake-root/1"
MAX_FILE: Final = 64 << 10
_SEEDS: Final = 64
_POLICY: Final = age.Policy(kinds=frozenset({PASSPHRASE}), ignores_others=False, max_stanzas=1)


class RootKey:
    """The root's two signing keys (`packet.roster.RootSigner`).

    Args:
        seeds: 64 bytes: the Ed25519 seed, then the ML-DSA-65 seed.
    """

    def __init__(self, seeds: Secret) -> None:
        self._seeds = seeds
        self._signing = SigningKeys.from_seeds(seeds)

    @classmethod
    def generate(cls, random: Random) -> RootKey:
        """Return fresh keys."""
        return cls(Secret(random.token(_SEEDS)))

    @property
    def keys(self) -> RootKeys:
        """The public half."""
        public = self._signing.public
        return RootKeys(ed25519=public.ed25519, ml_dsa_65=public.ml_dsa_65)

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """Return the DSSE envelope over `payload`."""
        return dsse.sign(payload_type, payload, self._signing)

    def save(
        self, path: Path, first: Secret, second: Secret, *, work_factor: int = MAX_WORK_FACTOR
    ) -> None:
        """Write the keys to a file that both passphrases together open.

        Takes seconds on purpose (scrypt, twice).

        Args:
            path: A new file; one that is there is never written over.
            first: The first person's passphrase.
            second: The second person's.
            work_factor: log2 of what one guess costs.

        Raises:
            RootKeyError: There is such a file, or both passphrases are the same.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        if path.exists():
            raise RootKeyError(
                M("There is a file of this name already."), hint=M("Choose another name.")
            )
        if first == second:
            raise RootKeyError(
                M("Both passphrases are the same."),
                hint=M("Two people choose one each, and keep it to themselves."),
            )
        plain = strict_json.dumps(
            {"kind": KIND, "seeds": base64.b64encode(self._seeds.reveal()).decode("ascii")}
        )
        inner = _sealed(plain, second, work_factor)
        replace_file(path, _sealed(inner, first, work_factor))


def open_root(path: Path, first: Secret, second: Secret) -> RootKey:
    """Return the keys that `RootKey.save` wrote; takes seconds on purpose.

    Raises:
        RootPassphraseError: One of the passphrases is not the one.
        RootKeyError: The file is no such file, or is damaged.
    """
    try:
        with path.open("rb") as file:
            sealed = file.read(MAX_FILE + 1)
    except OSError:
        raise RootKeyError(M("This file cannot be read.")) from None
    if len(sealed) > MAX_FILE:
        raise RootKeyError
    match _parsed(_opened(_opened(sealed, first), second)):
        case {"kind": "intake-root/1", "seeds": str(seeds)}:
            pass
        case _:
            raise RootKeyError
    try:
        raw = base64.b64decode(seeds, validate=True)
    except ValueError:
        raise RootKeyError from None
    if len(raw) != _SEEDS:
        raise RootKeyError
    return RootKey(Secret(raw))


def _parsed(plain: bytes) -> strict_json.Json:
    try:
        return strict_json.loads(plain, max_bytes=MAX_FILE)
    except OutsideFileError:
        raise RootKeyError from None


def _sealed(plain: bytes, passphrase: Secret, work_factor: int) -> bytes:
    target = io.BytesIO()
    age.encrypt([age.Passphrase(passphrase, work_factor=work_factor)], io.BytesIO(plain), target)
    return target.getvalue()


def _opened(sealed: bytes, passphrase: Secret) -> bytes:
    source = io.BytesIO(sealed)
    try:
        header = age.read_header(source)
        file_key = age.unwrap(header, [age.Passphrase(passphrase)], _POLICY)
        return b"".join(age.decrypt_payload(file_key, source))
    except NoMatchError:
        raise RootPassphraseError from None
    except (HeaderError, MacError, PayloadError):
        raise RootKeyError from None

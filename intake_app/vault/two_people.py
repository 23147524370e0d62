"""A key file that two people open together: each types their own passphrase.

docs/formats/roster.md, section 1. The key stands in an age file under the second
person's passphrase, and that in one under the first person's. Any age program opens
the layers.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError, RootKeyError, RootPassphraseError
from intake_app.domain.message import M
from intake_app.guard import strict_json
from intake_app.sealing import age
from intake_app.sealing.errors import HeaderError, MacError, NoMatchError, PayloadError
from intake_app.sealing.recipients import PASSPHRASE
from intake_app.vault.disk import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.secret import Secret
    from intake_app.guard.strict_json import Json, JsonLike

MAX_FILE: Final = 64 << 10
_POLICY: Final = age.Policy(kinds=frozenset({PASSPHRASE}), ignores_others=False, max_stanzas=1)


def save(path: Path, content: JsonLike, first: Secret, second: Secret, work_factor: int) -> None:
    """Write `content` to a new file that both passphrases together open.

    Takes seconds on purpose (scrypt, twice).

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
    inner = _sealed(strict_json.dumps(content), second, work_factor)
    replace_file(path, _sealed(inner, first, work_factor))


def load(path: Path, first: Secret, second: Secret) -> Json:
    """Return what `save` wrote; takes seconds on purpose.

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
    plain = _opened(_opened(sealed, first), second)
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

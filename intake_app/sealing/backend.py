"""Whether the cryptography library at hand can do what packets need.

The wheels we ship bring their own OpenSSL; a system's library may lack the
post-quantum algorithms. Then the program refuses: there is no weaker packet.
"""

from __future__ import annotations

import io

from cryptography.exceptions import UnsupportedAlgorithm

from intake_app.sealing.errors import BackendError, SealingError

_SAMPLE = b"sample"


def check_backend() -> None:
    """Seal, open, sign and verify a few bytes.

    Raises:
        BackendError: The library lacks ML-KEM-768 or ML-DSA-65, or does them wrongly.
    """
    try:
        if not _works():
            raise BackendError
    except (ImportError, AttributeError, UnsupportedAlgorithm, SealingError):
        raise BackendError from None


def _works() -> bool:
    from intake_app.sealing import age, dsse  # noqa: PLC0415 - an old library fails on import
    from intake_app.sealing.signing import SigningKeys  # noqa: PLC0415 - as above

    identity, sealed = age.HybridIdentity.generate(), io.BytesIO()
    age.encrypt([identity.recipient()], io.BytesIO(_SAMPLE), sealed)
    sealed.seek(0)
    file_key = age.unwrap(age.read_header(sealed), [identity], age.PACKETS)
    opened = b"".join(age.decrypt_payload(file_key, sealed))
    keys = SigningKeys.generate()
    verified = dsse.verify(dsse.sign("text/plain", opened, keys), "text/plain", keys.public)
    return verified == _SAMPLE

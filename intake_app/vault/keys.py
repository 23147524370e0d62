"""What follows from the vault key, and the sealed form of the small secret files.

See docs/formats/vault.md.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake_app.domain.errors import VaultDamagedError
from intake_app.domain.secret import Secret

KEY_BYTES: Final = 32
STORE_KEY_BYTES: Final = 48
"""SQLCipher's raw key (32) and its salt (16)."""

NONCE_BYTES: Final = 12


def derived(key: Secret, info: str, *, size: int = KEY_BYTES) -> Secret:
    """Return the key for one purpose: HKDF-SHA256 without salt (RFC 5869)."""
    hkdf = HKDF(algorithm=SHA256(), length=size, salt=None, info=info.encode("ascii"))
    return Secret(hkdf.derive(key.reveal()))


def seal_small(key: Secret, head: bytes, vault_id: bytes, plaintext: bytes) -> bytes:
    """Return a small file's bytes: its head line, a fresh nonce, the sealed plaintext.

    The nonce never comes from the `Random` port: one that repeats would show
    the difference of two plaintexts.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = ChaCha20Poly1305(key.reveal()).encrypt(nonce, plaintext, head + vault_id)
    return head + nonce + sealed


def open_small(key: Secret, head: bytes, vault_id: bytes, content: bytes) -> bytes:
    """Return the plaintext that `seal_small` sealed.

    Raises:
        VaultDamagedError: The bytes were changed, or belong to another vault or file.
    """
    if not content.startswith(head):
        raise VaultDamagedError
    sealed = content[len(head) :]
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return ChaCha20Poly1305(key.reveal()).decrypt(nonce, body, head + vault_id)
    except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
        raise VaultDamagedError from None

"""Runs the age test files of C2SP/CCTV against the project's codec.

One file is one expectation: the class of outcome it names, and for a success
also the SHA-256 of the payload.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from typing import TYPE_CHECKING

from conformance_xpath import Tally
from intake_app.domain.secret import Secret
from intake_app.sealing import age
from intake_app.sealing.errors import (
    HeaderError,
    KeyFormatError,
    MacError,
    NoMatchError,
    PayloadError,
)

if TYPE_CHECKING:
    from pathlib import Path

_OUTCOMES = {
    HeaderError: "header failure",
    MacError: "HMAC failure",
    NoMatchError: "no match",
    PayloadError: "payload failure",
}


def run(folder: Path) -> Tally:
    """Open every file of the folder and compare what happens with what must."""
    tally = Tally()
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        facts, sealed = _split(path.read_bytes())
        if "expect" not in facts:
            continue
        expected = facts["expect"][0]
        outcome, payload = _open(facts, sealed)
        holds = outcome == expected
        if holds and outcome == "success" and "payload" in facts:
            holds = hashlib.sha256(payload).hexdigest() == facts["payload"][0]
        tally.count(f"{path.name}: {outcome}, expected {expected}", holds)
    return tally


def _split(data: bytes) -> tuple[dict[str, list[str]], bytes]:
    """Return a file's facts (a name may stand several times) and the age file itself."""
    head, _, sealed = data.partition(b"\n\n")
    facts: dict[str, list[str]] = {}
    for line in head.decode().splitlines():
        name, _, value = line.partition(": ")
        facts.setdefault(name, []).append(value)
    if facts.get("compressed") == ["zlib"]:
        sealed = zlib.decompress(sealed)
    return facts, sealed


def _open(facts: dict[str, list[str]], sealed: bytes) -> tuple[str, bytes]:
    """Return the outcome's name, and the payload of a success."""
    source = io.BytesIO(sealed)
    try:
        header = age.read_header(source)
        file_key = age.unwrap(header, _identities(facts), age.GENERAL)
        return "success", b"".join(age.decrypt_payload(file_key, source))
    except tuple(_OUTCOMES) as error:
        return _OUTCOMES[type(error)], b""


def _identities(facts: dict[str, list[str]]) -> list[age.Identity]:
    found: list[age.Identity] = [
        age.Passphrase(Secret(text.encode())) for text in facts.get("passphrase", [])
    ]
    for text in facts.get("identity", []):
        try:
            found.append(age.HybridIdentity.parse(text))
        except KeyFormatError:
            found.append(age.X25519Identity.parse(text))
    return found

"""What recipes of packets are made with: canonical JSON, keys, ustar, age, and changes of them.

Written from docs/formats/packet.md with nothing of the program, so that what it says of a
packet is tried by other code than its own. ``packet_vectors.py`` follows the recipes.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FILE_KEY = hashlib.sha256(b"intake packet vectors").digest()[:16]
CHUNK = 64 << 10
RECORD = 512
SEEDS = ("ed25519", "ml_dsa_65", "age_seed")

Change = list[Any]


def canonical(value: object) -> bytes:
    """Return a value as canonical JSON."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def sha(data: bytes) -> str:
    """Return SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def b64(data: bytes) -> str:
    """Return base64 with padding."""
    return base64.b64encode(data).decode("ascii")


class Office:
    """The keys of one office, from its seeds in ``keys.json``."""

    def __init__(self, seeds: dict[str, str]) -> None:
        self._ed = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seeds["ed25519"]))
        self.ml = MLDSA65PrivateKey.from_seed_bytes(bytes.fromhex(seeds["ml_dsa_65"]))
        self.forged = bytes.fromhex(seeds.get("ed25519_forged", ""))
        self.seeds = b"".join(bytes.fromhex(seeds[name]) for name in SEEDS)
        self.identity = seeds["age"]
        public = self._ed.public_key().public_bytes_raw()
        self.ed_public = bytes.fromhex(seeds.get("ed25519_public", "")) or public
        self.ml_public = self.ml.public_key().public_bytes_raw()
        self.recipient = seeds["recipient"]
        digest = hashlib.sha256(self.ed_public + self.ml_public).digest()
        self.key_id = "SHA256:" + base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
        parts = (self.ed_public, self.ml_public, self.recipient.encode("ascii"))
        framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        self.fingerprint = sha(b"intake-card-v1\0" + framed)

    def sign_ed(self, message: bytes) -> bytes:
        """Return the Ed25519 signature; under a key of low order, one that fits every message."""
        return self.forged or self._ed.sign(message)


def derive(salt: bytes, info: bytes) -> bytes:
    """Return a key that age derives from the file key."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(FILE_KEY)


def age_header(lines: Iterable[str]) -> bytes:
    """Return an age header with these lines of stanzas, which all wrap `FILE_KEY`."""
    head = "\n".join(("age-encryption.org/v1", *lines, "---")).encode("ascii")
    mac = hmac.digest(derive(b"", b"header"), head, "sha256")
    return head + b" " + base64.b64encode(mac).rstrip(b"=") + b"\n"


def age_payload(nonce: bytes, plain: bytes, changes: Iterable[Change] = ()) -> bytes:
    """Return the payload that follows a header, with changes in its chunks."""
    pieces = [plain[at : at + CHUNK] for at in range(0, len(plain), CHUNK)] or [b""]
    chunks: list[Any] = [[n, n == len(pieces) - 1, piece] for n, piece in enumerate(pieces)]
    for change in changes:
        if change_list(chunks, change):
            continue
        match change:
            case ["number", index, number]:
                chunks[index] = [number, *chunks[index][1:]]
            case ["last", index, last]:
                chunks[index] = [chunks[index][0], last, chunks[index][2]]
            case ["empty"]:
                chunks[-1][1] = False
                chunks.append([len(chunks), True, b""])
            case _:
                raise ValueError(change)
    stream = ChaCha20Poly1305(derive(nonce, b"payload"))
    return nonce + b"".join(
        stream.encrypt(number.to_bytes(11, "big") + bytes([last]), piece, None)
        for number, last, piece in chunks
    )


def ustar(members: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Return an archive of members: header block and bytes of each."""
    return b"".join(h + d + bytes(-len(d) % RECORD) for h, d in members) + bytes(2 * RECORD)


def ustar_header(name: str, size: int) -> bytes:
    """Return the one header block of a member."""
    block = bytearray(RECORD)
    block[: len(name)] = name.encode("ascii")
    block[100:148] = b"0000600\0" + b"0000000\0" * 2 + b"%011o\0" % size + b"0" * 11 + b"\0"
    block[156:157] = b"0"
    block[257:265] = b"ustar\x0000"
    block[329:345] = b"0000000\0" * 2
    return with_checksum(block)


def with_checksum(block: bytearray) -> bytes:
    """Return a header block with the checksum that fits it."""
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def place(data: bytes, where: object) -> int:
    """Return an offset: a number, from the end when below 0, or from the end of an age header."""
    if isinstance(where, int):
        return where if where >= 0 else len(data) + where
    mark, offset = where if isinstance(where, list) else (where, 0)
    close = data.index(b"\n", data.index(b"\n--- ") + 1) + 1
    return {"header": close, "mac": data.index(b"\n--- ") + 5}[str(mark)] + int(offset)


def raw(value: object) -> bytes:
    """Return bytes as recipes say them: text, hex, or a byte and how often."""
    match value:
        case str():
            return value.encode("utf-8")
        case {"hex": str(digits)}:
            return bytes.fromhex(digits)
        case {"repeat": piece, "times": int(times)}:
            return raw(piece) * times
    raise ValueError(value)


def change_bytes(data: bytes, change: Change) -> bytes:
    """Return bytes with one change of a recipe."""
    match change:
        case ["replace", old, new] if raw(old) in data:
            made = data.replace(raw(old), raw(new), 1)
        case ["cut", where]:
            made = data[: place(data, where)]
        case ["flip", where]:
            at = place(data, where)
            made = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        case ["insert", where, new]:
            at = place(data, where)
            made = data[:at] + raw(new) + data[at:]
        case ["append", new]:
            made = data + raw(new)
        case ["whole", new]:
            made = raw(new)
        case ["armor"]:
            text = base64.b64encode(data)
            lines = (text[at : at + 64] for at in range(0, len(text), 64))
            mark = b"-----%s AGE ENCRYPTED FILE-----"
            made = b"\n".join([mark % b"BEGIN", *lines, mark % b"END", b""])
        case _:
            raise ValueError(change)
    return made


def change_json(value: Any, change: Change) -> None:  # noqa: ANN401 - any JSON
    """Change a JSON value in place; a path is a JSON pointer without escapes."""
    operation, path, *rest = change
    *steps, last = path.split("/")[1:]
    for step in steps:
        value = value[int(step) if isinstance(value, list) else step]
    if last == "-":
        value.append(*rest)
        return
    key = int(last) if isinstance(value, list) else last
    if operation == "remove":
        del value[key]
    else:
        value[key] = _MADE[operation](
            value.get(key) if isinstance(value, dict) else value[key], *rest
        )


def _nested(value: object, times: int) -> object:
    return value if times == 0 else [_nested(value, times - 1)]


def _swapped(items: list[Any], one: int, other: int) -> list[Any]:
    items[one], items[other] = items[other], items[one]
    return items


_MADE: dict[str, Callable[..., Any]] = {
    "set": lambda _, new: copy.deepcopy(new),  # later changes are not the recipe's own
    "repeat": lambda value, times: value * times,
    "fill": lambda _, piece, times: piece * times,
    "count": lambda _, form, times: [form % number for number in range(times)],
    "nest": _nested,
    "swap": _swapped,
}
"""What becomes of a value, by the name of the change."""


def change_list(items: list[Any], change: Change) -> bool:
    """Make a change that any list can take; tell whether it was one."""
    match change:
        case ["drop", index]:
            del items[index]
        case ["swap", one, other]:
            items[one], items[other] = items[other], items[one]
        case ["copy", index, to]:
            items.insert(to, items[index])
        case _:
            return False
    return True


def padme(length: int) -> int:
    """Return the padded length of an archive."""
    if length <= CHUNK:
        return CHUNK
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-length // step) * step

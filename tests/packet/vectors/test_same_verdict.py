"""Both readers say the same of any document that an office may sign, sensible or not."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from packet_recipes import age_payload, b64, canonical, ustar, ustar_header

CASES = (
    "referral",
    "referral-legal-duty",
    "update",
    "answer-to-it",
    "receipt-later",
    "question",
    "withdrawal",
    "erasure-answer",
    "directory",
    "forms",
    "roster",
)
VALUES = (
    *(None, True, False, 0, 1, -1, 2, 3, 1.5, 2**53 - 1, 2**53, 10**20, [], {}, [[]], {"en": "x"}),
    *("", "x", " ", "\n", "\u00a0", "\u200b", "\ufeff", "\x1f", "\u0085", "\u180e", "/", "en"),
    *("a" * 26, "0" * 64, "0" * 32, "AAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "123456", ["en", "en"]),
    *("2026-03-01", "2026-03-01T09:00:00.000000Z", "9999-12-31T23:59:59.999999Z"),
    *("\U0001f3e0" * 100, "x" * 101, "x" * 251, "x" * 501, "x" * 2001, "1" * 128, "1" * 129),
    *("need", "name", "consent", "legal-duty", "declined", "full", "24h", "erased", ["followed"]),
)
LETTERS = ("", "x", " ", "\n", "0", "\u0301", "-", "Z", "=", "\u0660", "/")


def edited(value, chance):
    """Return a JSON object with one or two members changed."""
    value = copy.deepcopy(value)
    for _ in range(chance.choice((1, 1, 2))):
        holder, key = chance.choice(list(_members(value)))
        old = holder[key]
        how = chance.randrange(5)
        if how == 0 and isinstance(holder, dict):
            del holder[key]
        elif how == 1 and isinstance(holder, list):
            holder.append(old)
        elif how == 2 and isinstance(old, str):
            at = chance.randrange(len(old) + 1)
            holder[key] = old[:at] + chance.choice(LETTERS) + old[at + chance.randrange(2) :]
        elif how == 3 and isinstance(holder, dict):
            holder[chance.choice(("x", "", "\u00e9"))] = chance.choice(VALUES)
        else:
            holder[key] = chance.choice(VALUES)
    return value


def _members(value):
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _members(value[key])


def signed(vectors, signer, kind, payload):
    """Return an envelope that an office really signed."""
    said = kind.encode("ascii")
    message = b"DSSEv1 %d %s %d %s" % (len(said), said, len(payload), payload)
    signatures = [
        {"keyid": signer.key_id, "sig": b64(signer.sign_ed(message))},
        {"keyid": signer.key_id + "#ml-dsa-65", "sig": b64(signer.ml.sign(message))},
    ]
    return canonical({"payload": b64(payload), "payloadType": kind, "signatures": signatures})


@settings(max_examples=150)
@given(name=st.sampled_from(CASES), seed=st.integers(0, 1 << 64))
def test_both_say_the_same_of_a_manifest(vectors, program_reader, second_reader, name, seed):
    chance = random.Random(seed)  # noqa: S311 - a test wants it predictable
    built = vectors.build(name)
    reader = _named(vectors, built.job["identity"])
    signer = vectors.offices["north" if reader == "south" else "south"]
    payload = canonical(edited(json.loads(built.payload), chance))
    envelope = signed(vectors, signer, "application/vnd.intake.packet.v1+json", payload)
    members = [("manifest.dsse.json", envelope), *built.blobs, ("pad", b"")]
    archive = ustar([(ustar_header(member, len(data)), data) for member, data in members])
    file = vectors.header([reader]) + age_payload(bytes(16), archive)
    sealed_name = hashlib.sha256(file).hexdigest()[:32] + ".age"
    job = {**built.job, "file": b64(file), "name": sealed_name}

    assert program_reader(job) == second_reader(job)


@settings(max_examples=50)
@given(seed=st.integers(0, 1 << 64))
def test_both_say_the_same_of_a_card(vectors, program_reader, second_reader, seed):
    chance = random.Random(seed)  # noqa: S311 - a test wants it predictable
    card = json.loads(base64.b64decode(json.loads(vectors.card_of("north"))["payload"]))
    payload = canonical(edited(card, chance))
    file = signed(vectors, vectors.offices["north"], "application/vnd.intake.card.v1+json", payload)
    job = {"now": "2026-03-01T09:00:00.000000Z", "card": b64(file)}

    assert program_reader(job) == second_reader(job)


def _named(vectors, identity):
    return next(name for name, office in vectors.offices.items() if office.identity == identity)

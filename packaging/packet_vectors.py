"""Build the public vectors of packets from their recipes, the same bytes each time.

``tests/data/packets/README.md`` tells what a recipe may say. Signatures of ML-DSA are
made with chance: those made once are kept in ``signatures.json``.

    python packaging/packet_vectors.py             sign what is new, and write vectors.sha256
    python packaging/packet_vectors.py --out DIR   write each case as a file and its job
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packet_recipes import (
    RECORD,
    Change,
    Office,
    age_header,
    age_payload,
    b64,
    canonical,
    change_bytes,
    change_json,
    change_list,
    padme,
    raw,
    sha,
    ustar,
    ustar_header,
    with_checksum,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "packets" / "vectors"
NOW = "2026-03-01T09:00:00.000000Z"
PACKET = "application/vnd.intake.packet.v1+json"
CARD = "application/vnd.intake.card.v1+json"
ROSTER = "application/vnd.intake.roster.v1+json"
SUCCESSION = "application/vnd.intake.succession.v1+json"
MIB = 1 << 20
BLOCK = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A case as bytes.

    Attributes:
        file: The packet, part or card file.
        job: What a reader is asked, without the answer.
        expect: The answer: stage and reason.
        payload: M, or b"" when it is no packet.
        envelope: The envelope M stands in, or b"".
        archive: The archive the envelope lies in, or b"".
        blobs: Name and bytes of the members behind the envelope, before they were changed.
    """

    file: bytes
    job: dict[str, Any]
    expect: tuple[str, str]
    payload: bytes = b""
    envelope: bytes = b""
    archive: bytes = b""
    blobs: tuple[tuple[str, bytes], ...] = ()


class Vectors:
    """The recipes of a folder, and what is made of them."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self.cases: dict[str, dict[str, Any]] = {c["name"]: c for c in self.read("cases.json")}
        self._stanzas: dict[str, list[str]] = self.read("stanzas.json")
        self._signatures: dict[str, str] = self.read("signatures.json")
        self._used: dict[str, str] = {}
        self._built: dict[str, Built] = {}

    @cached_property
    def offices(self) -> dict[str, Office]:
        """The offices by name."""
        return {name: Office(seeds) for name, seeds in self.read("keys.json").items()}

    @cached_property
    def roots(self) -> dict[str, Office]:
        """The roots of organisations by name: they sign, and open nothing."""
        no_age = {"age_seed": "", "age": "", "recipient": ""}
        return {name: Office(no_age | seeds) for name, seeds in self.read("roots.json").items()}

    def card_of(self, name: str) -> bytes:
        """Return an office's card file."""
        return self.build(f"card-of-{name}").file

    def build(self, name: str) -> Built:
        """Return a case as bytes."""
        if name not in self._built:
            self._built[name] = _Case(self, name).build()
        return self._built[name]

    def sign_ml(self, office: Office, message: bytes) -> bytes:
        """Return the ML-DSA signature that was made once, or make it."""
        key = sha(office.key_id.encode("ascii") + b" " + message)
        if key not in self._signatures:
            self._signatures[key] = b64(office.ml.sign(message))
        self._used[key] = self._signatures[key]
        return base64.b64decode(self._used[key])

    def header(self, names: Sequence[str]) -> bytes:
        """Return an age header with these stanzas."""
        return age_header(line for name in names for line in self._stanzas[name])

    def sums(self) -> str:
        """Return the lines of vectors.sha256: the hash of each case's job, which holds its file."""
        return "".join(f"{sha(canonical(self.build(n).job))}  {n}\n" for n in self.cases)

    def save(self) -> None:
        """Write vectors.sha256 and the signatures in use."""
        (self._folder / "vectors.sha256").write_text(self.sums(), encoding="utf-8")
        lines = ",\n".join(f'"{key}":"{made}"' for key, made in sorted(self._used.items()))
        (self._folder / "signatures.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")

    def read(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        """Return the value of a JSON file beside the recipes."""
        return json.loads((self._folder / name).read_text(encoding="utf-8"))


class _Case:
    """One recipe that is being followed, with all that those it builds on say."""

    def __init__(self, vectors: Vectors, name: str) -> None:
        self._of = vectors
        chain = [vectors.cases[name]]
        while "base" in chain[0]:
            chain.insert(0, vectors.cases[chain[0]["base"]])
        self._changes: list[Change] = [c for recipe in chain for c in recipe.get("changes", ())]
        self._recipe: dict[str, Any] = {}
        for recipe in chain:
            self._recipe |= recipe
        self._reader: str = self._recipe.get("reader", "south")
        self._blobs: tuple[tuple[str, bytes], ...] = ()
        self._job: dict[str, Any] = {"now": self._recipe.get("now", NOW)}

    def build(self) -> Built:
        """Follow the recipe."""
        payload = envelope = archive = b""
        if "card" in self._recipe:
            file = self._card()
            self._job["card"] = b64(file)
        elif "part_of" in self._recipe:
            beside = self._of.build(self._recipe["part_of"]).job["parts"]
            file = base64.b64decode(next(iter(beside.values())))
            self._ask(file)
            self._job["held"]["parts"] = list(beside)
        elif "part" in self._recipe:
            file = self._sealed("file", raw(self._recipe["part"]))
            self._ask(file)
        else:
            payload, envelope, archive = self._packet()
            file = self._sealed("file", archive)
            self._ask(file)
        stage, reason = self._recipe["expect"]
        return Built(
            file=file,
            job=self._job,
            expect=(stage, reason),
            payload=payload,
            envelope=envelope,
            archive=archive,
            blobs=self._blobs,
        )

    def _ask(self, file: bytes) -> None:
        """Say in the job who reads the file, and what is held."""
        recipe = self._recipe
        self._job |= {
            "file": b64(file),
            "name": recipe.get("name_said", sha(file)[:32] + ".age"),
            "identity": self._of.offices[self._reader].identity,
            "own": b64(self._of.card_of(self._reader)),
            "senders": [b64(self._of.card_of(name)) for name in recipe.get("senders", ["north"])],
            "accept": True,
        }
        held: dict[str, Any] = {key: self._held(key) for key in ("taken", "made") if key in recipe}
        if "revoked" in recipe:
            name, since = recipe["revoked"]
            held["revoked"] = [{"card": self._of.offices[name].fingerprint, "since": since}]
        if "rosters" in recipe:
            held["rosters"] = [b64(self._roster(about)) for about in recipe["rosters"]]
        if held:
            self._job["held"] = held

    def _roster(self, about: dict[str, Any]) -> bytes:
        """Return the envelope of an organisation's roster; another root may sign in its name."""
        root = self._of.roots[about["root"]]
        cards = {name: office.fingerprint for name, office in self._of.offices.items()}
        value = {
            "fmt": 1,
            "min_reader": 1,
            "org": about["root"],
            "root": {"ed25519": b64(root.ed_public), "ml_dsa_65": b64(root.ml_public)},
            "supersedes": None,
            "version": about["version"],
            "issued": "2026-02-01T09:00:00.000000Z",
            "expires": "2026-12-01T09:00:00.000000Z",
            "members": [
                {"card": cards[name], "role": "", "may": ["sign"], "inbox": False}
                for name in about.get("members", ())
            ],
            "revoked": [
                {"card": cards[name], "since": since, "why": "stolen"}
                for name, since in about.get("revoked", ())
            ],
            "partners": [],
        }
        by = self._of.roots[about.get("by", about["root"])]
        return canonical(self._signed(ROSTER, canonical(value), root, (by, by)))

    def _held(self, key: str) -> list[dict[str, Any]]:
        found = []
        for name in self._recipe[key]:
            built = self._of.build(name)
            m = json.loads(built.payload)
            entry = {"packet_id": m["packet_id"], "manifest_hash": sha(built.payload)}
            entry |= {"kind": m["kind"], **m["channel"], "from": m["from"], "to": m["to"][0]}
            found.append({**entry, "envelope": b64(built.envelope)})
        return found

    def _layer(self, layer: str) -> Iterator[Change]:
        return (change[1:] for change in self._changes if change[0] == layer)

    def _bytes(self, layer: str, data: bytes) -> bytes:
        for change in self._layer(layer):
            data = change_bytes(data, change)
        return data

    def _json(self, layer: str, value: Any) -> bytes:  # noqa: ANN401 - any JSON
        for change in self._layer(layer):
            change_json(value, change)
        return self._bytes(f"{layer}-text", canonical(value))

    def _card(self) -> bytes:
        value = self._of.read("card.json")
        office = self._of.offices[self._recipe["card"]]
        if "ed25519_public" in self._recipe:
            seeds = self._of.read("keys.json")[self._recipe["card"]]
            office = Office(seeds | {"ed25519_public": self._recipe["ed25519_public"]})
        value["keys"] = {"ed25519": b64(office.ed_public), "ml_dsa_65": b64(office.ml_public)}
        value["keys"]["recipient"] = office.recipient
        if "succession" in self._recipe:
            before, after = (self._of.offices[name] for name in self._recipe["succession"])
            claim = {"fmt": 1, "min_reader": 1, "at": NOW}
            claim |= {"before": before.fingerprint, "after": after.fingerprint}
            value["supersedes"] = b64(canonical(self._signed(SUCCESSION, canonical(claim), before)))
        kind = self._recipe.get("type", CARD)
        value = self._signed(kind, self._json("m", value), office)
        return self._json("envelope", value)

    def _signed(
        self, kind: str, payload: bytes, signer: Office, by: tuple[Office, Office] | None = None
    ) -> dict[str, Any]:
        """Return an envelope as JSON; the recipe may have others sign in the signer's name."""
        said = kind.encode("utf-8")
        message = b"DSSEv1 %d %s %d %s" % (len(said), said, len(payload), payload)
        names = self._recipe.get("signed_by")
        told = tuple(self._of.offices[name] for name in names) if names else (signer, signer)
        classic, lattice = by or told
        ed, ml = classic.sign_ed(message), self._of.sign_ml(lattice, message)
        signatures = [
            {"keyid": signer.key_id, "sig": b64(ed)},
            {"keyid": signer.key_id + "#ml-dsa-65", "sig": b64(ml)},
        ]
        return {"payload": b64(payload), "payloadType": kind, "signatures": signatures}

    def _packet(self) -> tuple[bytes, bytes, bytes]:
        m = self._of.read(self._recipe["m"])
        blobs: list[bytes] = []
        if self._recipe.get("inner"):
            blobs.append(self._inner(m))
        if "files" in self._recipe:
            blobs += self._publish(m)
        if "roster" in self._recipe:
            m["roster"] = b64(self._roster(self._recipe["roster"]))
        payload = self._json("m", m)
        signer = self._of.offices[self._recipe.get("signer", "north")]
        value = self._signed(self._recipe.get("type", PACKET), payload, signer)
        envelope = self._json("envelope", value)
        self._blobs = tuple((f"blobs/{sha(blob)}", blob) for blob in blobs)
        members = [("manifest.dsse.json", envelope), *self._blobs]
        return payload, envelope, self._archive(members)

    def _inner(self, m: dict[str, Any]) -> bytes:
        value = self._of.read(self._recipe["inner"])
        for number, (piece, size) in enumerate(self._recipe.get("attachments", ())):
            content = (raw(piece) * (size // len(raw(piece)) + 1))[:size]
            names = self._parts(number, content)
            about = {"sha256": sha(content), "size": size, "type": "image/jpeg", "parts": names}
            value["attachments"].append({**about, "role": "photo", "label": "A photo"})
            m["body"]["parts"] += names
        text = self._json("inner", value)
        plain = self._bytes("inner-plain", text + b" " * (-len(text) % BLOCK))
        blob = self._sealed("inner-file", plain)
        m["body"]["inner"] = {"sha256": sha(blob), "size": len(blob), "plain_sha256": sha(plain)}
        m["blobs"] = [{"role": "inner", "sha256": sha(blob), "size": len(blob)}]
        return blob

    def _publish(self, m: dict[str, Any]) -> list[bytes]:
        """Name the files of a publication in its body and among the blobs."""
        files = [(name, raw(content)) for name, content in self._recipe["files"]]
        named = [(name, {"sha256": sha(data), "size": len(data)}) for name, data in files]
        m["body"] = {"version": 1, "files": [{**of, "name": name} for name, of in named]}
        m["blobs"] = [{**of, "role": self._recipe["role"]} for _, of in named]
        return [data for _, data in files]

    def _parts(self, number: int, content: bytes) -> list[str]:
        """Seal a file in parts beside the packet, change those, and return their names."""
        sealed = []
        for at in range(0, len(content), MIB):
            layer = f"part-{number}-{at // MIB}"
            plain = self._bytes(f"{layer}-plain", content[at : at + MIB].ljust(MIB, b"\0"))
            sealed.append(self._sealed(layer, plain))
        names = [sha(file)[:32] for file in sealed]
        beside = [
            [name, self._bytes(f"part-{number}-{n}-kept", file)]
            for n, (name, file) in enumerate(zip(names, sealed, strict=True))
        ]
        for change in self._layer("parts"):
            if change[0] == "exchange":
                one, other = change[1:]
                beside[one][1], beside[other][1] = beside[other][1], beside[one][1]
            else:
                change_list(beside, change)
        self._job.setdefault("parts", {}).update((name, b64(file)) for name, file in beside)
        return names

    def _archive(self, members: list[tuple[str, bytes]]) -> bytes:
        bare = len(ustar([(bytes(RECORD), data) for _, data in members])) + RECORD
        members.append(("pad", bytes(padme(bare) - bare)))
        fields: list[Change] = []
        for change in self._layer("members"):
            if change_list(members, change):
                continue
            match change:
                case ["rename", index, name]:
                    members[index] = (name, members[index][1])
                case ["insert", index, name, data]:
                    members.insert(index, (name, raw(data)))
                case ["bytes", index, *how]:
                    members[index] = (members[index][0], change_bytes(members[index][1], how))
                case ["field" | "bare-field", *_]:
                    fields.append(change)
                case _:
                    raise ValueError(change)
        blocks = [bytearray(ustar_header(name, len(data))) for name, data in members]
        for how, index, offset, new in fields:
            blocks[index][offset : offset + len(raw(new))] = raw(new)
            if how == "field":
                blocks[index] = bytearray(with_checksum(blocks[index]))
        pairs = zip(blocks, members, strict=True)
        return self._bytes("archive", ustar([(bytes(block), data) for block, (_, data) in pairs]))

    def _sealed(self, layer: str, plain: bytes) -> bytes:
        """Seal to the stanzas that are told for the layer, or to the reader."""
        header = self._of.header(self._recipe.get(f"{layer}-stanzas", [self._reader]))
        nonce = hashlib.sha256(layer.encode("ascii")).digest()[:16]
        sealed = header + age_payload(nonce, plain, self._layer(f"{layer}-chunks"))
        return self._bytes(layer, sealed)


def main(arguments: Sequence[str]) -> int:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="write cases as files here")
    parser.add_argument("names", nargs="*", help="which cases; all when none is named")
    asked = parser.parse_args(arguments)
    vectors = Vectors()
    if asked.out is None:
        vectors.save()
        return 0
    asked.out.mkdir(parents=True, exist_ok=True)
    for name in asked.names or vectors.cases:
        built = vectors.build(name)
        (asked.out / f"{name}.bin").write_bytes(built.file)
        job = {**built.job, "expect": built.expect}
        (asked.out / f"{name}.json").write_bytes(canonical(job) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

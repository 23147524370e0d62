"""Every public vector has the outcome that its recipe says, in both readers."""

from __future__ import annotations

import json

from packet_vectors import FOLDER, main
from tests.packet.vectors.node_reader import SOURCE


def wrong_of(vectors, read):
    """Return the cases that a reader gets wrong: what it says, and what it should."""
    said = {name: read(vectors.build(name).job) for name in vectors.cases}
    expected = {name: vectors.build(name).expect for name in vectors.cases}
    return {name: (said[name], expected[name]) for name in said if said[name] != expected[name]}


def test_the_recipes_give_the_bytes_that_are_written_down(vectors):
    written = (FOLDER / "vectors.sha256").read_text(encoding="utf-8")

    assert vectors.sums() == written


def test_a_stranger_gets_a_case_as_files(tmp_path, second_reader):
    status = main(["--out", str(tmp_path), "referral", "forwarded"])

    job = json.loads((tmp_path / "forwarded.json").read_bytes())
    expected = tuple(job.pop("expect"))
    assert status == 0
    assert (tmp_path / "referral.bin").read_bytes().startswith(b"age-encryption.org/v1\n")
    assert second_reader(job) == expected == ("packet", "for-another-office")


def test_this_program_gets_every_vector_right(vectors, program_reader):
    assert wrong_of(vectors, program_reader) == {}


def test_a_second_reader_gets_every_vector_right(vectors, second_reader):
    assert wrong_of(vectors, second_reader) == {}


def test_every_package_of_the_second_reader_is_pinned_by_its_hash():
    locked = json.loads((SOURCE / "package-lock.json").read_bytes())["packages"]

    pinned = {name: package.get("integrity", "") for name, package in locked.items() if name}

    assert "node_modules/age-encryption" in pinned
    assert all(hashed.startswith("sha512-") for hashed in pinned.values())

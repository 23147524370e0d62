"""The public vectors, and the two readers that must get each of them right."""

from __future__ import annotations

import pytest

from intake_app.bootstrap.program import build
from packet_vectors import Vectors
from tests.packet.vectors.node_reader import NodeReader
from tests.packet.vectors.program_reader import Office, read_card_of
from tests.vault.cheap import CHEAP


@pytest.fixture(scope="session")
def vectors():
    """Give the vectors, built from their recipes."""
    return Vectors()


@pytest.fixture(scope="session")
def second_reader():
    """Give the reader that was written from the document alone."""
    reader = NodeReader()
    yield reader.verdict
    reader.close()


@pytest.fixture(scope="session")
def program_reader(vectors, tmp_path_factory):
    """Give this program as a reader: the offices of the vectors, as real profiles."""
    program = build(cost=CHEAP)
    seeds = vectors.read("keys.json")
    offices = {}
    for name in ("north", "south", "third"):
        folder = tmp_path_factory.mktemp(name)
        keys = vectors.offices[name].seeds
        offices[seeds[name]["age"]] = Office(program.profiles, folder, keys)

    def read(job):
        return read_card_of(job) if "card" in job else offices[job["identity"]].read(job)

    yield read
    for office in offices.values():
        office.close()
    program.guard.close()

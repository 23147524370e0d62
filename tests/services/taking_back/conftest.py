"""A person who talked, and a second office that something can be shared with."""

from __future__ import annotations

import pytest

from intake_app.services.contacts import OwnOffice
from tests.services.conftest import opening
from tests.vault.cheap import PASSPHRASE


@pytest.fixture
def live(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
    live.answer(live.node_named("R16"), "24h").saved.result()
    return live


@pytest.fixture
def case_id(live):
    return live.case.id


@pytest.fixture
def clinic(worker, program, tmp_path):
    """Give a second office as the worker's contact."""
    other = program.profiles.create(tmp_path / "clinic", PASSPHRASE, language="en")
    other.contacts.make_own(OwnOffice(name="Clinic C", answer_to="Ask for the nurse"))
    contact = worker.contacts.add(other.contacts.own_file())
    yield other, contact
    other.close()

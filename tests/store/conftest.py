"""A real store in a temporary profile folder, and values to put into it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from intake_app.domain.answer import Basis, Event, EventKind, Origin
from intake_app.domain.case import AgeBranch, Case, Interview, Mode
from intake_app.domain.consent import (
    Choice,
    ConsentItem,
    ConsentKind,
    ConsentRecord,
    Manner,
    TextOfRecord,
)
from intake_app.domain.form import Write
from intake_app.domain.ids import CaseId, ConsentId, Fingerprint, InterviewId, NodeRef
from intake_app.domain.secret import Secret
from intake_app.domain.sharing import SharingScope
from intake_app.store import ballast
from intake_app.store.thread import StoreThread
from tests.simulators import FixedClock

KEY = Secret(bytes(range(48)))
ANCHOR_KEY = Secret(b"a" * 32)
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CASE = CaseId("case000000000000000000000a")
INTERVIEW = InterviewId("interview0000000000000000a")


_opened: list[StoreThread] = []


def open_store(folder, *, create=True, **changes):
    """Open the store of `folder` with the tests' keys."""
    asked = {"key": KEY, "anchor_key": ANCHOR_KEY, "clock": FixedClock(), "create": create}
    store = StoreThread.open(folder, **(asked | changes))
    _opened.append(store)
    return store


def add_case(units, case_id=CASE, interview_id=INTERVIEW, code="472918", hook="blue scarf"):
    """Keep a case with one open interview."""
    with units.begin() as unit:
        unit.cases.add(
            Case(
                id=case_id,
                code=code,
                mode=Mode.WITH_NAME,
                age=AgeBranch.ADULT,
                opened_at=NOON,
                hook=hook,
            )
        )
        unit.interviews.add(
            Interview(
                id=interview_id,
                case_id=case_id,
                logic_hash="ab" * 32,
                form_id="first-talk",
                instance_id="uuid:1",
                started_at=NOON,
                languages=("en", "ti"),
            )
        )
        unit.audit.append("case-opened", case_id)


def answered(node, value, *, minutes=0, basis=Basis.SAID, language=""):
    """Return the event and the writes of one answer."""
    event = Event(
        kind=EventKind.ANSWERED,
        at=NOON + timedelta(minutes=minutes),
        node=NodeRef(node),
        value=value,
        basis=basis,
        shown_languages=("ti", "en"),
        via="p1",
        language=language,
    )
    return event, [Write(node=NodeRef(node), value=value, state=None, origin=Origin.PERSON)]


def answer(units, node, value, interview_id=INTERVIEW, **more):
    """Store one answer the way the program does: event, answer and audit entry in one unit."""
    event, writes = answered(node, value, **more)
    with units.begin() as unit:
        audit_n = unit.audit.append("answered", interview_id, {"node": node})
        return unit.interviews.record(interview_id, event, writes, audit_n)


def values_of(units, interview_id=INTERVIEW):
    """Return the current values by node."""
    with units.begin() as unit:
        return {found.node: found.value for found in unit.interviews.answers(interview_id)}


@pytest.fixture(autouse=True)
def _small_ballast(monkeypatch):
    """Keep a small reserve: a hundred stores of eight megabytes would make the tests slow."""
    monkeypatch.setattr(ballast, "BALLAST_BYTES", 64 << 10)


@pytest.fixture(autouse=True)
def _no_store_left_open():
    """Close what a failing test left open: its thread would keep the process alive."""
    yield
    while _opened:
        _opened.pop().close()


@pytest.fixture
def folder(tmp_path):
    """Give a profile folder with an awkward name."""
    place = tmp_path / "profile # of ሰላም"
    place.mkdir(mode=0o700)
    return place


@pytest.fixture
def store(folder):
    """Give a new store, open."""
    opened = open_store(folder)
    yield opened
    opened.close()


@pytest.fixture
def case(store):
    """Keep a case with an interview in the store."""
    store.run(add_case)
    return CASE


@pytest.fixture
def consent(store, case):
    """Keep an agreement to share."""
    record = ConsentRecord(
        id=ConsentId("consent0000000000000000000"),
        case_id=case,
        kind=ConsentKind.SHARING,
        at=NOON,
        manner=Manner.VOICE,
        text=TextOfRecord(
            text_id="agreement",
            version="1",
            language="ti",
            sha256="cd" * 32,
            reviewed=True,
            rendered_by="Interpreter A",
            rendered_into="ti",
        ),
        items={ConsentItem.KEEP: Choice.YES},
        in_own_words="only the shelter",
        scope=SharingScope(
            recipient=Fingerprint("ef" * 32),
            recipient_name="North Shelter",
            groups=("need", "languages"),
            purpose="a bed",
            until=NOON + timedelta(days=30),
        ),
        envelope=b"signed",
    )

    def add(units):
        with units.begin() as unit:
            unit.consents.add(record, unit.audit.append("consent-sharing", record.id))

    store.run(add)
    return record

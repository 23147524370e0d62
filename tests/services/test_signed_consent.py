"""What is signed of a ledger record can be read again, and nothing else can."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.consent import (
    ON_TURNED_SCREEN,
    Choice,
    ConsentItem,
    ConsentKind,
    ConsentRecord,
    Manner,
    TextOfRecord,
)
from intake_app.domain.ids import CaseId, ConsentId, Fingerprint, NodeRef
from intake_app.domain.referral import FIELD_GROUPS, SharingBasis
from intake_app.domain.sharing import FieldTick, OtherGround, Output, SharingScope, Told
from intake_app.guard import strict_json
from intake_app.sealing import dsse
from intake_app.services.signed_consent import (
    PAYLOAD_TYPE,
    RecordDamagedError,
    read_record,
    record_bytes,
)
from tests.packet.people import office
from tests.services.conftest import opening, share

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)
_MOMENTS = st.integers(0, 10**15).map(lambda us: NOON + timedelta(microseconds=us))
_TEXTS = st.builds(
    TextOfRecord,
    text_id=st.just("agreement"),
    version=_LINES,
    language=st.sampled_from(["en", "ti", "pt-BR"]),
    sha256=st.just("cd" * 32),
    reviewed=st.booleans(),
    rendered_by=_LINES,
    rendered_into=_LINES,
    explained_by=st.sampled_from(["", ON_TURNED_SCREEN, "Interpreter A"]),
)
_TICKS = st.lists(
    st.builds(
        FieldTick,
        form=st.sampled_from(["", "needs-only"]),
        node=st.sampled_from([NodeRef("/data/a"), NodeRef("/data/r{k1}/b c")]),
        ticked=st.booleans(),
    ),
    unique_by=lambda tick: (tick.form, tick.node),
).map(tuple)
_SCOPES = st.builds(
    SharingScope,
    recipient=st.just(Fingerprint("ef" * 32)),
    recipient_name=_LINES,
    groups=st.lists(st.sampled_from(FIELD_GROUPS), unique=True).map(tuple),
    purpose=_LINES,
    until=_MOMENTS,
    fields=_TICKS,
    output=st.sampled_from(Output),
    onward=st.booleans(),
    no_authorities=st.booleans(),
)
_GROUNDS = st.builds(
    OtherGround,
    basis=st.sampled_from([basis for basis in SharingBasis if basis is not SharingBasis.CONSENT]),
    law=_LINES,
    reason=_LINES,
    decided_by=_LINES,
    reviewed_by=_LINES,
    told=st.sampled_from(Told),
    not_told_because=_LINES,
    more_because=_LINES,
)


@st.composite
def records(draw):
    kind = draw(st.sampled_from(ConsentKind))
    is_sharing = kind is ConsentKind.SHARING
    return ConsentRecord(
        id=ConsentId(draw(_IDS)),
        case_id=CaseId(draw(_IDS)),
        kind=kind,
        at=draw(_MOMENTS),
        manner=draw(st.none() | st.sampled_from(Manner)),
        text=draw(_TEXTS),
        items=draw(st.dictionaries(st.sampled_from(ConsentItem), st.sampled_from(Choice))),
        in_own_words=draw(_LINES),
        scope=draw(_SCOPES) if is_sharing else None,
        ground=draw(st.none() | _GROUNDS) if is_sharing else None,
        withdraws=draw(st.none() | _IDS.map(ConsentId)),
    )


WORKER, STRANGER = office("Team A"), office("Somebody")

SCOPE = SharingScope(
    recipient=Fingerprint("ef" * 32),
    recipient_name="House B",
    groups=("need",),
    purpose="A bed",
    until=NOON + timedelta(days=3),
)
RECORD = ConsentRecord(
    id=ConsentId("a" * 26),
    case_id=CaseId("b" * 26),
    kind=ConsentKind.SHARING,
    at=NOON,
    manner=Manner.VOICE,
    text=TextOfRecord(
        text_id="agreement", version="1", language="en", sha256="cd" * 32, reviewed=True
    ),
    scope=SCOPE,
)


def signed(payload, payload_type=PAYLOAD_TYPE):
    return WORKER.identity.sign(payload_type, payload)


@given(records())
def test_a_record_is_read_as_it_was_signed(record):
    envelope = signed(record_bytes(record))

    read = read_record(envelope, WORKER.card.keys)

    assert replace(read, envelope=b"") == record
    assert record_bytes(read) == record_bytes(record)


def test_a_record_by_somebody_else_is_refused():
    envelope = STRANGER.identity.sign(PAYLOAD_TYPE, record_bytes(RECORD))

    with pytest.raises(RecordDamagedError):
        read_record(envelope, WORKER.card.keys)


def test_a_record_whose_groups_were_widened_after_signing_is_refused():
    envelope = strict_json.loads(signed(record_bytes(RECORD)))
    wider = record_bytes(replace(RECORD, scope=replace(SCOPE, groups=("need", "name"))))
    envelope["payload"] = strict_json.loads(signed(wider))["payload"]

    with pytest.raises(RecordDamagedError):
        read_record(strict_json.dumps(envelope), WORKER.card.keys)


def test_a_signed_packet_is_no_record():
    with pytest.raises(RecordDamagedError):
        read_record(
            signed(record_bytes(RECORD), "application/vnd.intake.packet.v1+json"),
            WORKER.card.keys,
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "blanket"),
        ("basis", "legal-duty"),
        ("basis", "because"),
        ("scope", None),
        ("ground", {}),
        ("at", "2026-03-01"),
        ("id", "short"),
        ("items", []),
        ("items", {"talk": "maybe"}),
        ("manner", "email"),
        ("withdraws", 7),
        ("text", None),
    ],
)
def test_a_record_that_breaks_the_format_is_refused_though_it_is_signed(name, value):
    payload = strict_json.loads(record_bytes(RECORD)) | {name: value}

    with pytest.raises(RecordDamagedError):
        read_record(signed(strict_json.dumps(payload)), WORKER.card.keys)


def test_two_words_on_one_field_are_refused():
    tick = FieldTick(form="f", node=NodeRef("/data/a"), ticked=True)
    twice = replace(SCOPE, fields=(tick, replace(tick, ticked=False)))

    with pytest.raises(RecordDamagedError):
        read_record(signed(record_bytes(replace(RECORD, scope=twice))), WORKER.card.keys)


def test_what_the_ledger_keeps_of_a_person_can_be_checked_with_the_card_alone(worker, shelter):
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need")
    worker.taking_back.stop_sharing(live.case.id)
    keys = worker.contacts.own().keys

    kept = worker._place.do(lambda unit: unit.consents.of_case(live.case.id))

    assert [read_record(record.envelope, keys) for record in kept] == list(kept)
    assert [record.kind.value for record in kept] == ["agreement", "sharing", "withdrawal"]


def test_the_bytes_are_those_the_format_describes():
    payload = record_bytes(RECORD)

    assert payload.startswith(b'{"at":"2026-03-01T12:00:00.000000Z","basis":"consent","case":')
    assert b'"fields":[],"groups":["need"],"no_authorities":true,"onward":false' in payload
    assert dsse.read(signed(payload)).unverified == payload

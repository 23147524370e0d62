from dataclasses import replace

import pytest

from intake_app.domain.errors import StoreError
from intake_app.domain.ids import CaseId, Fingerprint, InterviewId, PacketId
from intake_app.domain.packet import Direction, PacketKind, PacketRecord, Status
from tests.store.conftest import CASE, NOON, add_case, answer, open_store, values_of

OTHER = CaseId("case000000000000000000000b")
OTHER_INTERVIEW = InterviewId("interview0000000000000000b")
SENT = PacketRecord(
    id=PacketId("packet00000000000000000000"),
    direction=Direction.OUT,
    kind=PacketKind.REFERRAL,
    peer=Fingerprint("ef" * 32),
    seq=1,
    status=Status.SENT,
    manifest_hash="aa" * 32,
    sealed_name="ab.age",
    envelope=b"what was agreed",
    at=NOON,
    case_id=CASE,
    sealed=b"sealed",
)
REPLY = replace(
    SENT,
    id=PacketId("packet00000000000000000001"),
    direction=Direction.IN,
    kind=PacketKind.RECEIPT,
    sealed_name="cd.age",
    envelope=b"a note about the person",
    case_id=None,
    in_reply_to=SENT.id,
    sealed=b"",
)


def erase(units, case_id=CASE):
    with units.begin() as unit:
        unit.audit.append("erased", case_id)
        unit.cases.erase(case_id, NOON)


def fill(units):
    add_case(units, OTHER, OTHER_INTERVIEW, code="111222")
    answer(units, "/data/name", "somebody")
    answer(units, "/data/name", "other", OTHER_INTERVIEW)
    with units.begin() as unit:
        unit.packets.add(SENT)
        unit.packets.add(REPLY)


def look(units):
    with units.begin() as unit:
        return {
            "case": unit.cases.get(CASE),
            "interviews": unit.interviews.of_case(CASE),
            "consents": unit.consents.of_case(CASE),
            "packets": unit.packets.find(),
            "lines": [line.case.id for line in unit.cases.lines()],
            "code taken": unit.cases.code_is_taken("472918"),
            "channel": unit.packets.channel(SENT.peer, Direction.OUT),
        }


def test_an_erased_case_leaves_a_tombstone_and_nothing_else(store, case, consent):
    store.run(fill)

    store.run(erase)

    found = store.run(look)
    assert (found["case"].code, found["case"].hook, found["case"].erased_at) == ("", "", NOON)
    assert (found["interviews"], found["consents"]) == ([], [])
    assert [(p.envelope, p.sealed) for p in found["packets"]] == [(b"", b""), (b"", b"")]
    assert found["channel"] == (1, "aa" * 32)
    assert found["code taken"]


def test_erasing_one_case_leaves_the_others_as_they_were(store, case):
    store.run(fill)

    store.run(erase)

    assert store.run(look)["lines"] == [OTHER]
    assert store.run(lambda units: values_of(units, OTHER_INTERVIEW)) == {"/data/name": "other"}


def test_nothing_of_an_erased_case_stays_in_any_page(folder, store, case, consent):
    store.run(fill)
    copies = folder / "backups"
    copies.mkdir()
    (copies / "before-2.db").write_bytes(b"an older copy")

    store.run(erase)

    def pages(opened):
        line = opened._connection
        return [
            row[0]
            for table in ("event", "answer", "interview", "consent_record")
            for row in line.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        ]

    assert store._queue(pages).result() == [1, 1, 1, 0]
    assert (folder / "store.db-wal").stat().st_size == 0
    assert list(copies.iterdir()) == []


def test_sealed_files_go_with_their_case(folder, store, case):
    (folder / "blobs").mkdir()
    (folder / "blobs" / "b1").write_bytes(b"sealed photograph")
    add = (
        "INSERT INTO attachment VALUES ('a1', :case, 'ab', 17, 'photo', 'b1')",
        {"case": case},
    )
    store._queue(lambda opened: opened._connection.execute(*add).rowcount).result()

    store.run(erase)

    assert list((folder / "blobs").iterdir()) == []


def test_erasing_twice_and_erasing_nobody_are_no_errors(store, case):
    store.run(erase)
    store.run(erase)
    store.run(lambda units: erase(units, OTHER))

    assert store.run(look)["case"].erased_at == NOON


def test_nothing_can_be_added_to_an_erased_case(store, case, consent):
    store.run(erase)

    with pytest.raises(StoreError):
        store.run(lambda units: answer(units, "/data/q", "late"))

    def agree(units):
        with units.begin() as unit:
            unit.consents.add(replace(consent, id="another"), unit.audit.append("x", "y"))

    with pytest.raises(StoreError):
        store.run(agree)


def test_an_erasure_survives_the_next_start(folder, store, case):
    store.run(fill)
    store.run(erase)
    store.close()

    again = open_store(folder, create=False)

    assert again.opened.agreement.is_good
    assert again.run(look)["lines"] == [OTHER]

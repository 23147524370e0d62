from __future__ import annotations

import shutil

import pytest

from intake_app.domain.errors import (
    IntakeError,
    NotAPacketError,
    OutsideFileError,
    PacketForOthersError,
    PacketTamperedError,
    UnknownSenderError,
)
from intake_app.domain.packet import Status
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.services.contacts import OwnOffice
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE


@pytest.fixture
def sent(worker, shelter, stick):
    """Give a referral that lies on the stick, and its file."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
    share(worker, live.case.id, shelter, "need", "name")
    record = worker.referrals.make(live.case.id, shelter)
    return record, worker.referrals.send(record.id, stick)


def reason(report):
    ((_, error),) = report.refused
    return error


def nothing_came_in(profile):
    return profile.inbox.arrived() == []


def test_a_referral_arrives_is_accepted_and_the_answer_comes_back(worker, desk, sent, stick):
    record, _ = sent

    taken = desk.inbox.open_stick([stick])
    desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED, "From six o'clock")
    (arrived,) = desk.inbox.arrived()
    written = desk.inbox.send_answers(stick)
    back = worker.inbox.open_stick([stick])

    assert [r.id for r in taken.taken] == [record.id]
    assert arrived.referral.groups[-1].answers[0].value == "Marker-7Q"
    assert written == 1
    assert back.refused == ()
    assert [s.record.status for s in worker.referrals.sent()] == [Status.ACCEPTED]


def test_who_it_is_stays_closed_until_the_desk_accepts(desk, sent, stick):
    record, _ = sent
    desk.inbox.open_stick([stick])

    (before,) = desk.inbox.arrived()
    desk.inbox.answer(record.id, ReceiptStatus.DECLINED)
    (declined,) = desk.inbox.arrived()
    desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    (accepted,) = desk.inbox.arrived()

    assert (before.is_closed, declined.is_closed, accepted.is_closed) == (True, True, False)
    assert "Marker-7Q" not in str(before) + str(declined)
    assert "Marker-7Q" in str(accepted.referral)


def test_opening_the_rest_is_written_down_once_and_the_sender_is_told(desk, sent, stick):
    record, _ = sent
    desk.inbox.open_stick([stick])

    desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)
    desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED, "From six o'clock")

    entries = desk._place.do(
        lambda unit: unit.audit._transaction.execute("SELECT body FROM audit").fetchall()
    )
    opened = [row["body"] for row in entries if b"inner-opened" in row["body"]]
    assert len(opened) == 1
    assert desk.inbox.unsent() == 2


def test_what_cannot_be_opened_is_not_accepted(desk, sent, stick):
    record, _ = sent
    desk.inbox.open_stick([stick])
    desk._place.do(
        lambda unit: unit.packets._transaction.execute("UPDATE packet SET inner = x'00'")
    )

    with pytest.raises(PacketTamperedError):
        desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED)

    (arrived,) = desk.inbox.arrived()
    assert arrived.answered is None
    assert desk.inbox.unsent() == 0


def test_a_desk_that_cannot_says_so(worker, desk, sent, stick):
    record, _ = sent
    desk.inbox.open_stick([stick])

    desk.inbox.answer(record.id, ReceiptStatus.DECLINED)
    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])

    assert [s.record.status for s in worker.referrals.sent()] == [Status.DECLINED]


def test_the_latest_answer_counts_in_whatever_order_they_come(worker, desk, sent, stick, tmp_path):
    record, _ = sent
    desk.inbox.open_stick([stick])
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, status in ((first, ReceiptStatus.DECLINED), (second, ReceiptStatus.ACCEPTED)):
        folder.mkdir()
        desk.inbox.answer(record.id, status)
        desk.inbox.send_answers(folder)

    worker.inbox.open_stick([second])
    worker.inbox.open_stick([first])

    assert [s.record.status for s in worker.referrals.sent()] == [Status.ACCEPTED]


def test_the_same_file_twice_adds_nothing_twice(desk, sent, stick):
    desk.inbox.open_stick([stick])

    again = desk.inbox.open_stick([stick])

    assert again.taken == ()
    assert len(again.known) == 1
    assert len(desk.inbox.arrived()) == 1


def test_a_renamed_copy_of_a_file_is_known_too(desk, sent, stick, tmp_path):
    _, file = sent
    desk.inbox.open_stick([stick])
    copy = shutil.copy(file, tmp_path / "copy.age")

    again = desk.inbox.open_stick([type(file)(copy)])

    assert again.taken == ()
    assert again.known == ("copy.age",)


def test_a_file_for_another_office_stays_closed(worker, sent):
    _, file = sent

    refused = worker.inbox.open_stick([file])

    assert isinstance(reason(refused), PacketForOthersError)


def test_a_changed_byte_is_refused_and_nothing_is_half_imported(desk, sent, tmp_path):
    _, file = sent
    data = bytearray(file.read_bytes())
    data[-1000] ^= 1
    changed = tmp_path / "changed.age"
    changed.write_bytes(bytes(data))

    refused = desk.inbox.open_stick([changed])

    assert isinstance(reason(refused), PacketTamperedError)
    assert nothing_came_in(desk)


def test_a_changed_file_under_a_known_name_is_damaged_not_known(desk, sent, stick):
    _, file = sent
    desk.inbox.open_stick([stick])
    sealed = file.read_bytes()
    file.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))

    again = desk.inbox.open_stick([stick])

    assert again.known == ()
    assert isinstance(reason(again), OutsideFileError)


def test_a_file_from_a_stranger_asks_for_their_card(program, worker, shelter, sent, tmp_path):
    _, _file = sent
    lonely = program.profiles.create(tmp_path / "lonely", PASSPHRASE, language="en")
    try:
        card = lonely.contacts.make_own(OwnOffice(name="C"))
        contact = worker.contacts.add(lonely.contacts.own_file())
        live = worker.conversations.begin(opening())
        share(worker, live.case.id, contact, "need")
        record = worker.referrals.make(live.case.id, contact)
        sealed = worker._place.do(lambda unit: unit.packets.get(record.id)).sealed
        path = tmp_path / record.sealed_name
        path.write_bytes(sealed)

        refused = lonely.inbox.open_stick([path])

        assert isinstance(reason(refused), UnknownSenderError)
        assert nothing_came_in(lonely)
        assert card.fingerprint == contact.card.fingerprint
    finally:
        lonely.close()


@pytest.mark.parametrize("content", [b"", b"hello, I am text\n", b"\x89PNG\r\n\x1a\n" + bytes(64)])
def test_what_is_no_referral_file_is_told_as_that(desk, tmp_path, content):
    path = tmp_path / "letter.age"
    path.write_bytes(content)

    refused = desk.inbox.open_stick([path])

    assert isinstance(reason(refused), NotAPacketError)


def test_one_bad_file_never_stops_the_others(desk, sent, stick):
    (stick / "a-bad-one.age").write_bytes(b"age-encryption.org/v1\nnonsense")

    report = desk.inbox.open_stick([stick])

    assert len(report.taken) == 1
    assert [name for name, _ in report.refused] == ["a-bad-one.age"]


def test_files_for_others_on_a_shared_stick_are_left_alone(worker, sent, stick):
    report = worker.inbox.open_stick([stick])

    assert report.refused == ()
    assert report.taken == ()


def test_what_lies_in_the_mailbox_of_our_card_made_before_is_found(
    worker, desk, shelter, sent, stick
):
    desk.contacts.make_own(OwnOffice(name="B, new name"))
    desk.own_keys.replace()
    desk.contacts.make_own(OwnOffice(name="B, newer name"))

    report = desk.inbox.open_stick([stick])

    assert len(report.taken) == 1
    assert [c.card.name for c in desk.contacts.all()] == [worker.contacts.own().name]


def test_of_two_cards_of_the_same_keys_the_one_made_later_stays(worker, desk, clock):
    before = desk.contacts.own_file()
    clock.forward(seconds=60)
    desk.contacts.make_own(OwnOffice(name="B, new name"))

    names = [
        worker.contacts.add(file).card.name for file in (before, desk.contacts.own_file(), before)
    ]

    assert names[1:] == ["B, new name", "B, new name"]
    assert [c.card.name for c in worker.contacts.all()] == ["B, new name"]


def test_a_place_that_is_not_there_never_stops_the_others(desk, sent, stick, tmp_path):
    report = desk.inbox.open_stick([tmp_path / "nowhere", stick])

    assert isinstance(reason(report), OutsideFileError)
    assert len(report.taken) == 1


def test_a_folder_that_is_gone_leaves_the_file_ready_to_send_again(worker, sent, stick, tmp_path):
    record, _ = sent

    with pytest.raises(IntakeError):
        worker.referrals.send(record.id, tmp_path / "pulled-out")

    again = worker.referrals.send(record.id, stick)
    assert again.name == record.sealed_name


def test_nothing_of_what_was_said_is_readable_on_the_stick(sent, stick):
    for path in stick.rglob("*"):
        if path.is_file():
            assert b"Marker-7Q" not in path.read_bytes()


@pytest.fixture
def several(worker, shelter, tmp_path):
    """Give three referrals to the desk, each on a stick of its own."""
    live = worker.conversations.begin(opening())
    share(worker, live.case.id, shelter, "need")
    sticks = [tmp_path / f"stick{n}" for n in range(3)]
    for folder in sticks:
        folder.mkdir()
        worker.referrals.send(worker.referrals.make(live.case.id, shelter).id, folder)
    return sticks


def test_a_file_missing_between_two_is_told_until_it_comes(desk, several):
    first, second, third = several

    gap = desk.inbox.open_stick([first, third])
    closed = desk.inbox.open_stick([second])

    ((office, missing, repeated),) = [(n.office, n.missing, n.repeated) for n in gap.notices]
    assert (office, missing, repeated) == ("Team A", 1, 0)
    assert closed.notices == ()


def test_a_gap_is_told_again_when_the_same_stick_is_opened_again(desk, several):
    desk.inbox.open_stick([several[2]])

    again = desk.inbox.open_stick([several[2]])

    assert [n.missing for n in again.notices] == [2]


def test_a_referral_stays_in_sight_when_the_card_of_its_sender_is_gone(desk, sent, stick):
    desk.inbox.open_stick([stick])
    desk._place.do(lambda unit: unit.contacts._transaction.execute("DELETE FROM contact"))

    (arrived,) = desk.inbox.arrived()

    assert arrived.sender is None
    assert arrived.is_closed
    with pytest.raises(IntakeError):
        desk.inbox.answer(arrived.record.id, ReceiptStatus.ACCEPTED)


def test_a_set_back_office_s_new_answer_counts_over_the_old_ones(
    program, worker, desk, sent, stick
):
    record, _ = sent
    desk.inbox.open_stick([stick])
    folder = desk.folder
    copy = folder.with_name("copy")
    desk.close()
    shutil.copytree(folder, copy)
    for where, status in ((folder, ReceiptStatus.DECLINED), (copy, ReceiptStatus.ACCEPTED)):
        office = program.profiles.unlock(where, PASSPHRASE)
        office.inbox.answer(record.id, status)
        office.inbox.send_answers(stick)
        office.close()
        report = worker.inbox.open_stick([stick])

    assert [notice.repeated for notice in report.notices] == [1]
    assert [s.record.status for s in worker.referrals.sent()] == [Status.ACCEPTED]
    assert [a.receipt.status for a in worker.inbox.answers().values()] == [ReceiptStatus.ACCEPTED]

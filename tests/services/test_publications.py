"""An office publishes its directory and its forms; of one office the highest version counts."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import PacketError
from intake_app.domain.packet import PacketKind
from intake_app.domain.packet_bodies import RosterSent

DIRECTORY = [("services.csv", b"name\nRiver Clinic (invented)\n")]
NEWER = [("services.csv", b"name\nRiver Clinic (invented)\nSea House (invented)\n")]
FORMS = [("intake.xlsx", b"PK one"), ("follow-up.xlsx", b"PK two")]


def carry(desk, worker, folder):
    folder.mkdir(exist_ok=True)
    assert desk.inbox.send_answers(folder) > 0
    report = worker.inbox.open_stick([folder])
    assert report.refused == ()


@pytest.fixture
def team(desk, shelter, worker):
    """Give the worker's card as the desk holds it."""
    assert shelter.card.name == "House B"
    return worker.contacts.own()


def came(worker, kind=PacketKind.DIRECTORY):
    (found,) = worker.publications.came(kind)
    return found


def test_a_directory_arrives_byte_for_byte(worker, desk, team, stick):
    desk.publications.publish(PacketKind.DIRECTORY, DIRECTORY, team)
    carry(desk, worker, stick)

    found = came(worker)

    assert worker.publications.files(found.record.id) == dict(DIRECTORY)
    assert (found.publication.version, found.others) == (1, ())


def test_several_forms_arrive_under_their_names(worker, desk, team, stick):
    desk.publications.publish(PacketKind.FORMS, FORMS, team)
    carry(desk, worker, stick)

    found = came(worker, PacketKind.FORMS)

    assert worker.publications.files(found.record.id) == dict(FORMS)


def test_a_lower_version_never_takes_the_place_of_a_higher(worker, desk, team, tmp_path):
    desk.publications.publish(PacketKind.DIRECTORY, DIRECTORY, team)
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    desk.inbox.send_answers(first)
    desk.publications.publish(PacketKind.DIRECTORY, NEWER, team)
    carry(desk, worker, second)

    worker.inbox.open_stick([first])

    assert came(worker).publication.version == 2
    assert worker.publications.files(came(worker).record.id) == dict(NEWER)


def test_the_same_files_keep_their_version(worker, desk, team, stick):
    desk.publications.publish(PacketKind.DIRECTORY, DIRECTORY, team)
    desk.publications.publish(PacketKind.DIRECTORY, DIRECTORY, team)
    carry(desk, worker, stick)

    assert (came(worker).publication.version, came(worker).others) == (1, ())


def test_two_of_one_version_are_kept_and_told(worker, desk, team, stick):
    desk.publications.publish(PacketKind.DIRECTORY, DIRECTORY, team)
    desk._place.do(lambda unit: unit.settings.put("published.directory", "0 "))
    other = desk.publications.publish(PacketKind.DIRECTORY, NEWER, team)
    carry(desk, worker, stick)

    found = came(worker)

    assert {found.record.id, *found.others} >= {other.id}
    assert len(found.others) == 1


def test_a_roster_that_is_not_there_is_not_sent(desk, team):
    with pytest.raises(PacketError):
        desk.publications.send_roster(team)


def test_a_referral_is_no_publication(desk, team):
    with pytest.raises(ValueError, match="not a publication"):
        desk.publications.publish(PacketKind.REFERRAL, DIRECTORY, team)
    with pytest.raises(PacketError):
        desk.publications.files("a" * 26)


def test_a_roster_is_taken_from_a_packet_that_brings_nothing_else(worker, desk, team, stick):
    """The roster counts as one that rode in another packet: not before its root was checked."""
    body = RosterSent(envelope=b"no roster at all")
    desk._place.do(lambda unit: desk.inbox._outbox.seal_within(unit, PacketKind.ROSTER, body, team))

    carry(desk, worker, stick)

    assert worker.trust.all() == []

"""The place of packets in a channel: gaps, repeats, and which answer counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import PacketError
from intake_app.domain.packet import Link
from intake_app.packet.channel import LONGEST_JUMP, Channel


def link(seq, branch="a", after=None):
    """Return the packet of this number; it follows the one before on its branch."""
    before = f"{after or branch}{seq - 1}" if seq > 1 else ""
    return Link(seq=seq, prev=before, manifest_hash=f"{branch}{seq}")


def counting(channel, places):
    """Return the one of several answers that counts."""
    return max(places, key=lambda place: channel.rank(place.seq, place.manifest_hash))


@given(st.integers(1, 30).flatmap(lambda n: st.permutations(range(1, n + 1))))
def test_what_is_whole_in_the_end_misses_nothing_in_whatever_order_it_came(order):
    channel = Channel(link(seq) for seq in order)

    assert channel.missing() == 0
    assert counting(channel, [link(seq) for seq in order]).seq == len(order)


@given(st.sets(st.integers(1, 30), min_size=1))
def test_every_number_without_a_file_below_one_that_is_here_is_missing(held):
    channel = Channel(link(seq) for seq in held)

    assert channel.missing() == max(held) - len(held)


def test_a_file_that_follows_on_another_than_the_one_here_misses_that_one():
    channel = Channel([link(1), link(2), link(3, "b")])

    assert channel.missing() == 1
    assert not channel.is_repeated(2)


def test_two_files_of_one_number_are_repeated():
    channel = Channel([link(1), link(2), link(2, "b", after="a")])

    assert channel.is_repeated(2)
    assert channel.missing() == 0


def test_what_was_kept_without_the_hash_before_it_is_told_by_its_number():
    channel = Channel([link(1), Link(seq=2, prev="", manifest_hash="x")])

    assert channel.missing() == 0


@pytest.mark.parametrize("seq", [LONGEST_JUMP + 2, (1 << 53) - 1])
def test_a_number_far_above_all_others_is_refused(seq):
    channel = Channel([link(1)])

    with pytest.raises(PacketError):
        channel.check(link(seq))
    channel.check(link(LONGEST_JUMP + 1))


def test_a_number_that_is_not_one_above_the_file_it_follows_is_refused():
    channel = Channel([link(1)])

    with pytest.raises(PacketError):
        channel.check(Link(seq=9, prev="a1", manifest_hash="x"))


def test_an_answer_from_a_profile_that_was_set_back_counts_over_the_earlier_ones():
    places = [link(1), link(2), link(3), link(2, "b", after="a")]

    channel = Channel(places)

    assert counting(channel, places).manifest_hash == "b2"


def test_an_answer_that_another_contradicts_counts_when_it_comes_last():
    places = [link(1), link(3), link(2, "b", after="a")]

    channel = Channel(places)

    assert counting(channel, places).manifest_hash == "b2"

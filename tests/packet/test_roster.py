"""Rosters vouch for themselves, or are refused; a new root needs the old one's word."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import NotARosterError, RosterError
from intake_app.domain.secret import Secret
from intake_app.domain.trust import May, Member, Partner, Revocation, Roster, Why
from intake_app.guard import strict_json
from intake_app.packet import succession
from intake_app.packet.cards import make_card
from intake_app.packet.fields import FieldError
from intake_app.packet.roster import (
    MAX_FILE,
    PAYLOAD_TYPE,
    is_handed_on,
    make_roster,
    open_roster,
    read_roster,
    read_roster_job,
)
from intake_app.sealing import dsse
from intake_app.sealing.signing import LOW_ORDER_KEYS
from intake_app.vault.escrow import EscrowKey
from tests.packet.organisations import root_of, roster_of, signed
from tests.packet.people import NOW, office

ROOT, NEXT, STRANGER = root_of("North"), root_of("North anew"), root_of("Nobody")
CARD = office("North Team").card.fingerprint
FILE = signed(ROOT, CARD)
M = strict_json.loads(dsse.read(FILE).unverified)
DAY = timedelta(days=1)


def forged(by=ROOT, **values):
    """Return a roster file with other values, signed by the root unless told otherwise."""
    return by.sign(PAYLOAD_TYPE, strict_json.dumps(M | values))


def without(name):
    left = {key: value for key, value in M.items() if key != name}
    return ROOT.sign(PAYLOAD_TYPE, strict_json.dumps(left))


def handed(root, to, at=NOW):
    """Return the claim that `root` hands on to `to`."""
    words = succession.claim(root.keys.fingerprint, to.keys.fingerprint, at)
    return succession.read(root.sign(succession.PAYLOAD_TYPE, words))


def test_a_roster_is_read_as_it_was_made():
    made = roster_of(
        ROOT,
        org="  North \n Network ",
        members=(Member(card=CARD, role="Night team", may=(May.SIGN,), is_inbox=True),),
        revoked=(Revocation(card="2" * 64, since=NOW, why=Why.SEIZED),),
        partners=(Partner(root=STRANGER.keys.fingerprint, name="South"),),
    )

    found, file = make_roster(made, ROOT)

    assert found == replace(made, org="North Network")
    assert read_roster(file) == found


def test_a_roster_is_read_in_the_limited_child(child_guard):
    assert open_roster(FILE, NOW, child_guard) == read_roster(FILE)


@pytest.mark.parametrize("name", sorted(M))
def test_a_roster_without_one_of_its_keys_is_refused(name):
    with pytest.raises(RosterError):
        read_roster(without(name))


@pytest.mark.parametrize(
    "values",
    [
        {"org": ""},
        {"org": "x" * 101},
        {"org": "two  spaces"},
        {"org": "turned \u202e round"},
        {"version": 0},
        {"version": True},
        {"version": "1"},
        {"version": 1 << 53},
        {"issued": "2026-03-01"},
        {"expires": M["issued"]},
        {"expires": "2027-06-01T09:00:00.000000Z"},
        {"members": M["members"] * 2},
        {"members": [M["members"][0] | {"card": f"{n:064x}"} for n in range(201)]},
        {"members": [M["members"][0] | {"may": ["rule"]}]},
        {"members": [M["members"][0] | {"may": ["sign", "sign"]}]},
        {"members": [M["members"][0] | {"inbox": 1}]},
        {"members": [M["members"][0] | {"card": CARD.upper()}]},
        {"members": {}},
        {"revoked": [{"card": CARD, "since": M["issued"], "why": "lost"}]},
        {"revoked": [{"card": "2" * 64, "since": M["issued"], "why": "bored"}]},
        {"revoked": [{"card": "2" * 64, "since": "soon", "why": "lost"}]},
        {"partners": [{"root": ROOT.keys.fingerprint, "name": "We"}]},
        {"partners": [{"root": "3" * 64, "name": ""}]},
        {"root": M["root"] | {"ml_dsa_65": "AAAA"}},
        {"root": "none"},
        {"supersedes": "AAAA"},
        {"supersedes": ""},
        {"min_reader": 2, "fmt": 1},
        {"min_reader": 0, "fmt": 0},
    ],
    ids=lambda values: str(values)[:60],
)
def test_a_roster_with_a_value_outside_its_limits_is_refused(values):
    with pytest.raises(RosterError):
        read_roster(forged(**values))


def test_a_roster_of_a_newer_version_says_so():
    with pytest.raises(RosterError) as caught:
        read_roster(forged(min_reader=2, fmt=2))

    assert "newer version" in caught.value.summary.msgid


def test_keys_that_later_versions_add_are_no_error():
    assert read_roster(forged(fmt=2, regions=["north"])) == read_roster(FILE)


def test_a_key_that_stands_twice_is_refused():
    twice = dsse.read(FILE).unverified.replace(b'"version":1', b'"version":1,"version":9')

    with pytest.raises(RosterError):
        read_roster(ROOT.sign(PAYLOAD_TYPE, twice))


def test_a_roster_signed_by_anyone_but_the_root_it_names_is_refused():
    with pytest.raises(RosterError):
        read_roster(forged(by=STRANGER))


def test_a_root_under_which_signatures_prove_nothing_is_refused():
    for key in LOW_ORDER_KEYS:
        low = M["root"] | {"ed25519": base64.b64encode(key).decode("ascii")}
        with pytest.raises(RosterError):
            read_roster(forged(root=low))


def test_a_roster_is_signed_by_no_other_root():
    with pytest.raises(ValueError, match="own root"):
        make_roster(roster_of(ROOT, CARD), STRANGER)


def test_a_card_is_no_roster_and_a_long_file_none_either():
    worker = office("North Team")
    for data in (b"", b"{}", make_card(worker.card, worker.identity)[1], b"x" * (MAX_FILE + 1)):
        with pytest.raises(NotARosterError):
            read_roster(data)


def test_a_roster_too_long_to_be_read_is_not_made():
    many = tuple(Member(card=f"{n:064x}", role="\u0645" * 100) for n in range(200))

    with pytest.raises(RosterError):
        make_roster(roster_of(ROOT, members=many), ROOT)


def test_a_roster_of_next_month_is_refused_and_an_expired_one_is_read():
    with pytest.raises(RosterError) as caught:
        read_roster_job({"now": "2026-01-01T09:00:00.000000Z"}, FILE)
    assert "later than today" in caught.value.summary.msgid

    assert read_roster_job({"now": "2036-01-01T09:00:00.000000Z"}, FILE).data == FILE


def test_a_new_root_is_handed_on_to_by_the_old_one_alone():
    old = roster_of(ROOT, CARD)
    honest = roster_of(NEXT, CARD, version=2, supersedes=handed(ROOT, NEXT))
    found, _ = make_roster(honest, NEXT)

    assert is_handed_on(old, found)
    assert not is_handed_on(roster_of(STRANGER), found)
    assert not is_handed_on(old, roster_of(NEXT, CARD, version=2))


def test_a_succession_that_another_signed_in_the_old_ones_name_proves_nothing():
    words = succession.claim(ROOT.keys.fingerprint, NEXT.keys.fingerprint, NOW)
    lie = succession.read(STRANGER.sign(succession.PAYLOAD_TYPE, words))
    found, _ = make_roster(roster_of(NEXT, CARD, version=2, supersedes=lie), NEXT)

    assert not is_handed_on(roster_of(ROOT, CARD), found)


def test_a_succession_to_one_root_is_not_carried_by_another():
    with pytest.raises(RosterError):
        make_roster(roster_of(STRANGER, CARD, supersedes=handed(ROOT, NEXT)), STRANGER)


def test_a_roster_is_no_succession():
    with pytest.raises(FieldError):
        succession.read(FILE)


@given(place=st.integers(0, len(FILE) - 1), bit=st.integers(0, 7))
def test_no_roster_with_one_bit_changed_is_read(place, bit):
    data = bytearray(FILE)
    data[place] ^= 1 << bit

    with pytest.raises(RosterError):
        read_roster(bytes(data))


@given(data=st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_plain_error(data):
    with pytest.raises(RosterError):
        read_roster(data)


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Z"]), min_size=1)
CARDS = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(
    org=NAMES.filter(lambda text: len(text) <= 100),
    version=st.integers(1, (1 << 53) - 1),
    cards=st.lists(CARDS, unique=True, max_size=6),
    since=st.datetimes().map(lambda moment: moment.replace(tzinfo=NOW.tzinfo)),
    days=st.integers(1, 400),
)
def test_whatever_is_made_is_read_as_it_was_made(org, version, cards, since, days):
    made = Roster(
        org=org,
        root=ROOT.keys,
        version=version,
        issued=NOW,
        expires=NOW + days * DAY,
        members=tuple(Member(card=card) for card in cards[::2]),
        revoked=tuple(Revocation(card=c, since=since, why=Why.LOST) for c in cards[1::2]),
    )

    found, file = make_roster(made, ROOT)

    assert found == replace(made, org=found.org)
    assert read_roster(file) == found


RECIPIENT = EscrowKey(Secret(bytes(range(32)))).recipient


def test_the_office_s_key_for_its_workers_profiles_is_signed_with_the_rest():
    found, file = make_roster(roster_of(ROOT, CARD, escrow=RECIPIENT), ROOT)

    assert (found.escrow, read_roster(file).escrow) == (RECIPIENT, RECIPIENT)
    assert read_roster(FILE).escrow == ""
    assert "escrow" not in M


@pytest.mark.parametrize(
    "recipient", [RECIPIENT[:-1], RECIPIENT.upper(), "age1" + "q" * 58, "", None, 3]
)
def test_what_is_no_recipient_is_no_key_of_an_office(recipient):
    with pytest.raises(RosterError):
        read_roster(forged(escrow=recipient))


EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "rosters"


def example():
    """Return the roster that the example file holds, and the one after it."""
    team, house = office("North Team").card.fingerprint, office("South Shelter").card.fingerprint
    first = roster_of(
        ROOT,
        members=(
            Member(card=team, role="Night team"),
            Member(card=house, role="Desk", may=(May.TAKE_IN,), is_inbox=True),
        ),
        revoked=(
            Revocation(card=office("Third Place").card.fingerprint, since=NOW, why=Why.STOLEN),
        ),
        partners=(Partner(root=STRANGER.keys.fingerprint, name="South Network"),),
    )
    return first, replace(first, root=NEXT.keys, version=2)


def test_the_examples_say_what_the_specification_says_of_them():
    first = read_roster((EXAMPLES / "north-network.roster").read_bytes())
    following = read_roster((EXAMPLES / "north-network-next.roster").read_bytes())

    assert first == example()[0]
    assert replace(following, supersedes=None) == example()[1]
    assert is_handed_on(first, following)

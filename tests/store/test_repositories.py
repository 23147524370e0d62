from dataclasses import replace
from datetime import timedelta

import pytest

from intake_app.domain.answer import AnswerState, Basis, Event, EventKind, Origin
from intake_app.domain.case import InterviewState, Participant, Presence, Role
from intake_app.domain.contact import Card, Checked, Contact, PublicKeys
from intake_app.domain.errors import PacketReplayedError, StoreError
from intake_app.domain.form import Write
from intake_app.domain.ids import CaseId, InterviewId, NodeRef
from intake_app.domain.packet import Direction, PacketKind, Status
from tests.store.conftest import CASE, INTERVIEW, NOON, add_case, answer, answered
from tests.store.test_erasure import REPLY, SENT

INTERPRETER = Participant(
    id="p1",
    role=Role.INTERPRETER,
    alias="Interpreter A",
    language="ti",
    dialect="the highlands",
    presence=Presence.BY_PHONE,
    agreement_read=True,
    accepted=None,
    on_turned_screen=True,
)
CONTACT = Contact(
    card=Card(
        name="North Shelter",
        role="shelter",
        keys=PublicKeys(ed25519=b"e" * 32, ml_dsa_65=b"m" * 1952, recipient="age1pq1x"),
        mailbox="mailbox0000000000000000000",
        created=NOON,
        expires=NOON + timedelta(days=700),
        languages=("en", "ti"),
        needs=("need",),
        answer_to="by voice at noon",
    ),
    envelope=b"card",
)


def within(store, work):
    """Run `work(unit)` in a unit and return its result."""

    def job(units):
        with units.begin() as unit:
            return work(unit)

    return store.run(job)


def record(store, event, writes=()):
    """Store an event with its audit entry."""

    def work(unit):
        n = unit.audit.append(event.kind.value, INTERVIEW)
        return unit.interviews.record(INTERVIEW, event, writes, n)

    return within(store, work)


def write(node, value="", state=None):
    return Write(node=NodeRef(node), value=value, state=state, origin=Origin.PERSON)


def test_an_event_comes_back_as_it_was_stored(store, case):
    event, writes = answered("/data/q", "ስም\n\0'", basis=Basis.DOCUMENT, language="ti")

    seq = record(store, event, writes)

    assert within(store, lambda unit: unit.interviews.events(INTERVIEW)) == [
        replace(event, seq=seq)
    ]


def test_an_answer_keeps_basis_and_language_of_its_own_question_only(store, case):
    event, writes = answered("/data/q", "some words", basis=Basis.SEEN, language="ti")

    record(store, event, [*writes, write("/data/calculated", "1")])

    found = within(store, lambda unit: unit.interviews.answers(INTERVIEW))
    assert [(a.node, a.value, a.basis, a.language, a.seq) for a in found] == [
        ("/data/calculated", "1", None, "", 1),
        ("/data/q", "some words", Basis.SEEN, "ti", 1),
    ]


def test_a_later_answer_stands_in_place_and_the_journal_keeps_both(store, case):
    store.run(lambda units: answer(units, "/data/q", "yes"))
    store.run(lambda units: answer(units, "/data/q", "no"))

    answers = within(store, lambda unit: unit.interviews.answers(INTERVIEW))
    events = within(store, lambda unit: unit.interviews.events(INTERVIEW))
    assert [a.value for a in answers] == ["no"]
    assert [e.value for e in events] == ["yes", "no"]


def test_a_reason_for_no_answer_is_no_value(store, case):
    event = Event(kind=EventKind.ANSWERED, at=NOON, node=NodeRef("/q"), state=AnswerState.DECLINED)

    record(store, event, [write("/q", state=AnswerState.DECLINED)])

    found = within(store, lambda unit: unit.interviews.answers(INTERVIEW))
    assert [(a.value, a.state) for a in found] == [("", AnswerState.DECLINED)]


def test_a_cleared_answer_stays_as_an_empty_row(store, case):
    store.run(lambda units: answer(units, "/data/q", "yes"))

    record(
        store, Event(kind=EventKind.CLEARED, at=NOON, node=NodeRef("/data/q")), [write("/data/q")]
    )

    found = within(store, lambda unit: unit.interviews.answers(INTERVIEW))
    assert [(a.value, a.state) for a in found] == [("", None)]


def test_a_removed_repeat_instance_takes_its_answers_and_no_others(store, case):
    nodes = ["/d/r{a}", "/d/r{a}/q", "/d/r{a}/s{b}/q", "/d/r{ab}/q", "/d/r{a}x", "/d/r{b}/q"]
    for node in nodes:
        store.run(lambda units, node=node: answer(units, node, "yes"))

    removed = Event(kind=EventKind.REPEAT_REMOVED, at=NOON, node=NodeRef("/d/r{a}"))
    record(store, removed, [write("/d/count", "2")])

    found = within(store, lambda unit: unit.interviews.answers(INTERVIEW))
    assert {a.node for a in found} == {"/d/count", "/d/r{ab}/q", "/d/r{a}x", "/d/r{b}/q"}


def test_a_finished_conversation_takes_nothing_more(store, case):
    within(store, lambda unit: unit.interviews.set_state(INTERVIEW, InterviewState.FINISHED, NOON))

    with pytest.raises(StoreError):
        store.run(lambda units: answer(units, "/data/q", "yes"))
    with pytest.raises(StoreError):
        store.run(lambda units: answer(units, "/data/q", "yes", InterviewId("unknown")))


def test_who_and_in_which_languages_is_brought_up_to_date(store, case):
    def work(unit):
        unit.interviews.set_participants(INTERVIEW, [INTERPRETER])
        unit.interviews.set_languages(INTERVIEW, ["fr", "ar"])
        unit.interviews.set_state(INTERVIEW, InterviewState.PAUSED)
        return unit.interviews.get(INTERVIEW)

    found = within(store, work)

    assert found.participants == (INTERPRETER,)
    assert (found.languages, found.state) == (("fr", "ar"), InterviewState.PAUSED)
    assert within(store, lambda unit: unit.interviews.of_case(CASE)) == [found]
    assert within(store, lambda unit: unit.interviews.get(InterviewId("x"))) is None


def test_the_list_shows_the_latest_touched_first_and_where_it_stopped(store, case):
    other, other_interview = CaseId("b" * 26), InterviewId("j" * 26)
    store.run(lambda units: add_case(units, other, other_interview, code="111222"))
    store.run(lambda units: answer(units, "/data/q7", "yes", minutes=5))
    within(store, lambda unit: unit.contacts.put(CONTACT))
    sent = replace(SENT, peer=CONTACT.card.fingerprint, status=Status.ACCEPTED)
    within(store, lambda unit: unit.packets.add(sent))

    first, second = within(store, lambda unit: unit.cases.lines())

    assert (first.case.id, first.stopped_at) == (CASE, "/data/q7")
    assert (first.latest, first.interview.id) == (NOON + timedelta(minutes=5), INTERVIEW)
    assert (first.sent_to, first.answer) == ("North Shelter", "accepted")
    assert (second.case.id, second.stopped_at, second.sent_to) == (other, None, "")
    assert len(within(store, lambda unit: unit.cases.lines(limit=1))) == 1


def test_a_case_can_be_given_a_hook_and_closed(store, case):
    def work(unit):
        unit.cases.set_hook(CASE, "green bag")
        unit.cases.close(CASE, NOON)
        return unit.cases.get(CASE)

    found = within(store, work)

    assert (found.hook, found.closed_at, found.code) == ("green bag", NOON, "472918")
    assert within(store, lambda unit: unit.cases.get(CaseId("x"))) is None


def test_a_code_is_taken_by_one_case_only(store, case):
    assert within(store, lambda unit: unit.cases.code_is_taken("472918"))
    assert not within(store, lambda unit: unit.cases.code_is_taken("111222"))
    with pytest.raises(StoreError):
        store.run(lambda units: add_case(units, CaseId("b" * 26), InterviewId("j" * 26)))


def test_a_consent_comes_back_as_it_was_stored(store, consent):
    plain = replace(consent, id="c2", scope=None, withdraws=consent.id, items={})

    within(store, lambda unit: unit.consents.add(plain, unit.audit.append("x", "c2")))

    assert within(store, lambda unit: unit.consents.of_case(CASE)) == [consent, plain]


def test_a_contact_is_replaced_by_a_newer_card_with_the_same_keys(store):
    newer = replace(CONTACT, card=replace(CONTACT.card, name="New Name"))

    within(store, lambda unit: unit.contacts.put(CONTACT))
    within(store, lambda unit: unit.contacts.put(newer))

    assert within(store, lambda unit: unit.contacts.all()) == [newer]
    assert within(store, lambda unit: unit.contacts.get(CONTACT.card.fingerprint)) == newer
    assert within(store, lambda unit: unit.contacts.get("00" * 32)) is None


def test_how_a_card_was_checked_is_kept(store):
    fingerprint = CONTACT.card.fingerprint
    within(store, lambda unit: unit.contacts.put(CONTACT))

    within(store, lambda unit: unit.contacts.set_checked(fingerprint, Checked.BY_VOICE, NOON))

    found = within(store, lambda unit: unit.contacts.get(fingerprint))
    assert (found.checked, found.checked_at) == (Checked.BY_VOICE, NOON)


def test_packets_are_found_by_what_they_are(store, case):
    within(store, lambda unit: unit.packets.add(SENT))
    later = replace(REPLY, at=NOON + timedelta(hours=1))
    within(store, lambda unit: unit.packets.add(later))

    def find(**asked):
        return [p.id for p in within(store, lambda unit: unit.packets.find(**asked))]

    assert find() == [later.id, SENT.id]
    assert find(direction=Direction.IN) == [later.id]
    assert find(kind=PacketKind.REFERRAL, case_id=CASE) == [SENT.id]
    assert find(in_reply_to=SENT.id) == [later.id]
    assert within(store, lambda unit: unit.packets.get(SENT.id)) == SENT


def test_a_packet_is_taken_in_once(store, case):
    within(store, lambda unit: unit.packets.add(REPLY))

    with pytest.raises(PacketReplayedError):
        within(store, lambda unit: unit.packets.add(replace(REPLY, seq=2)))

    assert within(store, lambda unit: unit.packets.sender_of(REPLY.sealed_name)) == REPLY.peer
    assert within(store, lambda unit: unit.packets.sender_of(SENT.sealed_name)) is None
    assert within(store, lambda unit: unit.packets.made_as(REPLY.sealed_name)) is None


def test_a_packet_of_ours_is_found_by_the_name_of_its_file(store, case):
    within(store, lambda unit: unit.packets.add(SENT))

    assert within(store, lambda unit: unit.packets.made_as(SENT.sealed_name)) == SENT.id
    assert within(store, lambda unit: unit.packets.made_as("other.age")) is None


def test_a_channel_ends_at_its_highest_number(store, case):
    peer = SENT.peer
    assert within(store, lambda unit: unit.packets.channel(peer, Direction.OUT)) == (0, "")
    within(store, lambda unit: unit.packets.add(replace(SENT, seq=2, manifest_hash="02")))
    within(store, lambda unit: unit.packets.add(replace(SENT, id="p1", seq=1)))
    within(store, lambda unit: unit.packets.set_status(SENT.id, Status.DECLINED))

    assert within(store, lambda unit: unit.packets.channel(peer, Direction.OUT)) == (2, "02")
    assert within(store, lambda unit: unit.packets.get(SENT.id)).status is Status.DECLINED


def test_the_newest_wording_of_a_pinned_form_is_given(store):
    def work(unit):
        unit.forms.put("talk", "1", ("l1", "t1"), b"one")
        unit.forms.put("talk", "1", ("l1", "t2"), b"two")
        unit.forms.put("talk", "1", ("l1", "t1"), b"again")
        unit.forms.put("talk", "2", ("l2", "t3"), b"three")
        return unit.forms.get("l1"), unit.forms.get("l9"), unit.forms.latest()

    assert within(store, work) == (b"two", None, {"talk": "l2"})


def test_a_setting_is_kept_until_it_is_set_again(store):
    def work(unit):
        before = unit.settings.get("tone", "calm")
        unit.settings.put("tone", "bright")
        unit.settings.put("tone", "quiet")
        return before, unit.settings.get("tone")

    assert within(store, work) == ("calm", "quiet")

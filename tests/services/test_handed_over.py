from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.domain.case import AgeBranch
from intake_app.domain.consent import ConsentKind, Manner
from intake_app.domain.contact import digits_of
from intake_app.domain.directory import Way
from intake_app.domain.errors import ConsentMissingError, PartnershipError
from intake_app.domain.given_date import Calendar, GivenDate
from intake_app.domain.handed_over import AnsweredBy, HandState
from intake_app.i18n.catalog import Catalog
from intake_app.interop.directory_csv import write_directory
from intake_app.services.agreement import text_of_record
from intake_app.services.handed_over import receiver_of
from intake_app.ui.shell.standing import given_words, read_day, read_people
from tests.domain.services import CLINIC, EVERY_SERVICE, NIGHT_HOUSE
from tests.packet.organisations import root_of, signed
from tests.report.reading import pages
from tests.services.conftest import opening

MARKERS = {
    "need": ("R14_note", "marker-need"),
    "languages": ("R18", "marker-languages"),
    "name": ("R19", "marker-name"),
    "keep-away": ("R21", "marker-keep-away"),
    "health": ("R22", "marker-health"),
    "account": ("R03_note", "marker-account"),
}
CONVERSATION = ("en", "ti")


@pytest.fixture
def told(worker, tmp_path):
    """Give a conversation in which most field groups hold a text of their own."""
    path = tmp_path / "services.csv"
    path.write_bytes(write_directory(EVERY_SERVICE))
    worker.directory.apply(worker.directory.read(path))
    live = worker.conversations.begin(opening())
    for question, value in (("R14", "other"), ("R03", "yes"), ("R16", "24h"), *MARKERS.values()):
        live.answer(live.node_named(question), value, language="en").saved.result()
    return live


def scope_of(worker, told, *groups, service=CLINIC):
    draft = worker.referrals.draft(told.case.id, receiver_of(service, CONVERSATION))
    return draft.whole(groups)


def begin(worker, told, *groups, way=Way.PHONE, service=CLINIC):
    return worker.handing_over.begin(
        told.case.id,
        service,
        way,
        scope_of(worker, told, *groups, service=service),
        manner=Manner.VOICE,
        text=text_of_record(CONVERSATION),
        language="en",
    )


def ledger(worker, told):
    found = worker._place.do(lambda unit: unit.consents.of_case(told.case.id))
    return [record for record in found if record.kind is ConsentKind.SHARING]


def test_the_lines_of_a_call_are_in_the_language_of_whoever_reads_them(worker, told):
    handed = worker.handing_over.begin(
        told.case.id, CLINIC, Way.PHONE, scope_of(worker, told, "need"),
        manner=Manner.VOICE, text=text_of_record(CONVERSATION), language="ar",
    )  # fmt: skip

    asked = told.question_in(told.node_named("R14"), ("ar",)).labels[0].text
    assert asked in [line.label for line in handed.lines]


def test_a_call_begins_with_nothing_said_and_its_agreement_in_the_ledger(worker, told):
    handed = begin(worker, told, "need", "name")

    (record,) = ledger(worker, told)
    assert record.id == handed.consent_id
    assert record.scope.recipient == "service:clinic"
    assert record.scope.groups == ("need", "name")
    assert handed.state is HandState.BEGUN
    assert not any(line.said for line in handed.lines)
    assert worker.handing_over.of_case(told.case.id) == [handed]


def test_agreement_giving_and_audit_are_one_unit(worker, told, monkeypatch):
    head = worker._place.do(lambda unit: unit.audit.head())

    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr("intake_app.store.handed_over.HandedOverTable.add", broken)
    with pytest.raises(RuntimeError):
        begin(worker, told, "need")

    assert ledger(worker, told) == []
    assert worker._place.do(lambda unit: unit.audit.head()) == head


def test_each_line_that_was_said_is_kept_at_once_and_can_be_unsaid(worker, told):
    handed = begin(worker, told, "need", "name")

    worker.handing_over.say(handed.id, {0, 1})
    worker.handing_over.say(handed.id, {1})

    (kept,) = worker.handing_over.of_case(told.case.id)
    assert [line.said for line in kept.lines] == [n == 1 for n in range(len(kept.lines))]


def test_what_they_answered_is_kept_with_who_it_was_but_no_name(worker, told):
    handed = begin(worker, told, "need")

    worker.handing_over.given(handed.id)
    answered = worker.handing_over.answered(handed.id, can=True, by=AnsweredBy.DUTY)

    assert answered.state is HandState.ACCEPTED
    assert answered.answered_by is AnsweredBy.DUTY
    assert worker.handing_over.of_case(told.case.id) == [answered]


def test_a_sheet_is_given_as_a_whole(worker, told):
    handed = begin(worker, told, "need", way=Way.PAPER)

    assert handed.state is HandState.GIVEN
    assert all(line.said for line in handed.lines)


def test_it_shows_under_today_and_people(worker, told, clock):
    handed = begin(worker, told, "need")
    worker.handing_over.answered(handed.id, can=True, by=AnsweredBy.DUTY)

    (day,) = read_day(worker, 20, clock.now()).people
    (person,) = read_people(worker, 20).people

    assert day.handed == person.handed
    catalog = Catalog("en")
    words = catalog.text(given_words(day.handed[0], clock.now(), catalog.formats))
    assert "accepted by phone" in words


def test_nothing_agreed_gives_nothing(worker, told):
    with pytest.raises(ConsentMissingError):
        begin(worker, told)

    assert worker.handing_over.of_case(told.case.id) == []


def test_an_agreement_for_another_service_gives_nothing(worker, told):
    scope = scope_of(worker, told, "need", service=NIGHT_HOUSE)

    with pytest.raises(ConsentMissingError):
        worker.handing_over.begin(
            told.case.id, CLINIC, Way.PHONE, scope,
            manner=Manner.VOICE, text=text_of_record(CONVERSATION), language="en",
        )  # fmt: skip


def test_of_a_child_no_account_is_given(worker, told):
    child = worker.conversations.begin(opening(age=AgeBranch.UNDER_18))

    with pytest.raises(ConsentMissingError):
        worker.handing_over.begin(
            child.case.id, CLINIC, Way.PHONE,
            replace(scope_of(worker, told, "account"), groups=("account",)),
            manner=Manner.VOICE, text=text_of_record(CONVERSATION), language="en",
        )  # fmt: skip


def test_no_byte_of_what_was_not_agreed_is_in_a_script_or_on_a_sheet(qapp, worker, told):
    @given(groups=st.sets(st.sampled_from(sorted({*MARKERS, "people"})), min_size=1))
    @settings(max_examples=25)
    def hold(groups):
        call = begin(worker, told, *sorted(groups))
        script = worker.handing_over.script(call, "en")
        english = Catalog("en")
        said = " ".join(english.text(m) for m in (script.opening, *script.closing))
        said += " ".join(f"{line.label} {line.text}" for line in call.lines)
        sheet = begin(worker, told, *sorted(groups), way=Way.PAPER)
        printed = " ".join(pages(worker.handing_over.sheet(sheet)))

        for group, (_, marker) in MARKERS.items():
            assert (marker in said) is (group in groups)
            assert (marker in printed) is (group in groups)
        assert ("Adult" in said) is ("people" in groups)
        ethiopic = any("\u1200" <= c <= "\u137f" for c in said + printed)
        assert ethiopic is ("languages" in groups)

    hold()


def test_a_date_of_another_calendar_stands_on_the_sheet_with_the_days_it_can_be(qapp, worker, told):
    asoj = GivenDate(calendar=Calendar.BIKRAM_SAMBAT, year=2079, month=6)
    told.give_date(told.node_named("R03_note"), asoj).saved.result()

    sheet = begin(worker, told, "account", way=Way.PAPER)
    printed = " ".join(" ".join(pages(worker.handing_over.sheet(sheet))).split())

    assert "marker-account" in printed
    assert "Sept 2022 and 17 Oct 2022" in printed


def test_the_same_sheet_has_the_same_bytes_and_no_secret_place(qapp, worker, told):
    sheet = begin(worker, told, "need", "languages", way=Way.PAPER, service=NIGHT_HOUSE)

    first, second = (worker.handing_over.sheet(sheet) for _ in range(2))

    assert first == second
    assert "Secretville" not in " ".join(pages(first))
    assert not any(word in first for word in (b"/Title", b"/Author", b"/Creat", b"ReportLab"))


def test_what_was_given_goes_when_the_person_is_erased(worker, told, clock):
    begin(worker, told, "need")

    worker._place.do(lambda unit: unit.cases.erase(told.case.id, clock.now()))

    assert worker.handing_over.of_case() == []


def test_what_was_taken_back_is_neither_said_nor_printed(qapp, worker, told):
    sheet = begin(worker, told, "need", way=Way.PAPER)
    call = begin(worker, told, "need")

    worker.taking_back.stop_sharing(told.case.id)

    for again in (
        worker.handing_over.sheet,
        lambda handed: worker.handing_over.script(handed, "en"),
    ):
        for handed in (sheet, call):
            with pytest.raises(ConsentMissingError):
                again(handed)


def test_a_clock_that_was_set_back_does_not_lose_an_agreement(worker, told, clock):
    begin(worker, told, "need")
    clock.forward(days=-2)

    handed = begin(worker, told, "name")

    assert {line.group for line in handed.lines} == {"name"}


@pytest.mark.parametrize("way", [Way.PAPER, Way.PHONE])
def test_paper_and_phone_do_not_get_around_the_agreements_of_organisations(worker, told, way):
    worker.partnerships.set_required(required=True)

    with pytest.raises(PartnershipError):
        begin(worker, told, "need", way=way)

    assert ledger(worker, told) == []
    assert worker.handing_over.of_case(told.case.id) == []


@pytest.mark.parametrize("way", [Way.PAPER, Way.PHONE])
def test_an_office_of_our_own_is_given_a_sheet_without_an_agreement(
    worker, told, shelter, clock, way
):
    card = shelter.card.fingerprint
    dates = {"issued": clock.now(), "expires": clock.now() + timedelta(days=300)}
    held = worker.trust.take(signed(root_of("North"), card, **dates))
    worker.trust.compare(held.root, digits_of(held.root), is_own=True)
    worker.partnerships.set_required(required=True)

    handed = begin(worker, told, "need", way=way, service=replace(CLINIC, card=card))

    assert worker.handing_over.of_case(told.case.id) == [handed]

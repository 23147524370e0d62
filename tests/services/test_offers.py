"""What one office publishes is offered to another, which looks at it before it says yes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest

from intake_app.domain.contact import Checked, digits_of
from intake_app.domain.errors import DiskFullError, FormFileError, PacketError, StoreError
from intake_app.domain.packet import PacketKind
from intake_app.domain.ports import Cancelled
from intake_app.domain.trust import Revocation, Why
from intake_app.interop.directory_csv import write_directory
from intake_app.services.forms import ADULT_FORM
from intake_app.services.offers import Source
from tests.domain.services import CLINIC, LINE, NIGHT_HOUSE
from tests.packet.organisations import root_of, signed
from tests.services.conftest import opening

NORTH = root_of("North")
DIRECTORY, FORMS = PacketKind.DIRECTORY, PacketKind.FORMS


def take_in(profile, folder, *services):
    path = folder / "services.csv"
    path.write_bytes(write_directory(services))
    profile.directory.apply(profile.directory.read(path))


@pytest.fixture
def desk_card(worker, desk, shelter):
    """Let each hold the other's card; the worker compared the digits of the desk's."""
    card = shelter.card
    worker.contacts.verify(card.fingerprint, digits_of(card.fingerprint), Checked.IN_PERSON)
    return card


@pytest.fixture
def ours(worker, desk_card, clock):
    """Let the desk be a member of the worker's organisation."""
    dates = {"issued": clock.now(), "expires": clock.now() + timedelta(days=300)}
    held = worker.trust.take(signed(NORTH, desk_card.fingerprint, **dates))
    worker.trust.compare(held.root, digits_of(held.root), is_own=True)


def publish(desk, worker, stick, what=None):
    (reader,) = desk.publishing.readers()
    desk.publishing.hand_out(what or desk.publishing.directory(), [reader.card.fingerprint], stick)
    assert worker.inbox.open_stick([stick]).refused == ()


def offer_of(worker, kind=DIRECTORY):
    (offer,) = worker.offers.waiting(kind)
    return offer


def test_a_directory_leaves_without_the_place_of_a_confidential_service(desk, tmp_path):
    take_in(desk, tmp_path, CLINIC, NIGHT_HOUSE)

    leaving = desk.publishing.directory()

    ((_, data),) = leaving.files
    assert b"Secretville" not in data
    assert leaving.left_out == ("Night House shelter",)
    assert any("Open Clinic" in line and "7 Hill Stairs" in line for line in leaving.lines)


def test_an_empty_directory_is_not_published(desk):
    with pytest.raises(PacketError):
        desk.publishing.directory()


@pytest.mark.usefixtures("ours")
def test_a_colleague_looks_at_a_directory_and_takes_it_in_and_takes_that_back(
    desk, worker, stick, tmp_path
):
    take_in(worker, tmp_path, LINE)
    take_in(desk, tmp_path, CLINIC, NIGHT_HOUSE)
    publish(desk, worker, stick)
    assert [s.id for s in worker.directory.all()] == ["line"]
    offer = offer_of(worker)
    plan = worker.offers.look(offer)

    worker.offers.take(offer, plan, keep_others=True)

    assert offer.source is Source.OURS
    assert {s.id for s in plan.new} == {"clinic", "night"}
    assert [s.id for s in plan.gone] == ["line"]
    assert {s.id for s in worker.directory.all()} == {"line", "clinic", "night"}
    assert worker.offers.waiting(DIRECTORY) == []
    worker.directory.undo()
    assert [s.id for s in worker.directory.all()] == ["line"]
    assert offer_of(worker) == offer


@pytest.mark.usefixtures("ours")
def test_what_was_asked_later_here_is_not_overwritten(desk, worker, stick, tmp_path):
    later = replace(CLINIC, confirmed=date(2026, 2, 28), hours="Mon 09:00-10:00")
    take_in(worker, tmp_path, later)
    take_in(desk, tmp_path, CLINIC, LINE)
    publish(desk, worker, stick)

    plan = worker.offers.look(offer_of(worker))
    worker.offers.take(offer_of(worker), plan, keep_others=False)

    assert (plan.newer, plan.changed, len(plan.new)) == (1, (), 1)
    assert later in worker.directory.all()


@pytest.mark.usefixtures("desk_card")
def test_a_directory_from_outside_the_organisation_needs_a_yes_to_that(
    desk, worker, stick, tmp_path
):
    take_in(desk, tmp_path, CLINIC)
    publish(desk, worker, stick)
    offer = offer_of(worker)
    plan = worker.offers.look(offer)

    with pytest.raises(PacketError):
        worker.offers.take(offer, plan, keep_others=True)
    assert worker.directory.all() == []
    worker.offers.take(offer, plan, keep_others=True, despite_source=True)

    assert offer.source is Source.OTHER
    assert len(worker.directory.all()) == 1


def test_so_does_one_with_a_card_nobody_checked(desk, worker, shelter, stick, tmp_path):
    take_in(desk, tmp_path, CLINIC)
    worker._place.do(lambda unit: unit.contacts.put(replace(shelter, checked=Checked.NOT_YET)))
    publish(desk, worker, stick)
    offer = offer_of(worker)

    with pytest.raises(PacketError):
        worker.offers.take(offer, worker.offers.look(offer), keep_others=True)
    assert offer.source is Source.UNCHECKED


@pytest.mark.usefixtures("ours")
def test_one_with_a_card_that_was_taken_back_is_never_taken_in(
    desk, worker, stick, tmp_path, clock
):
    take_in(desk, tmp_path, CLINIC)
    publish(desk, worker, stick)
    offer = offer_of(worker)
    plan = worker.offers.look(offer)
    gone = Revocation(card=offer.office, since=clock.now(), why=Why.STOLEN)
    dates = {"issued": clock.now(), "expires": clock.now() + timedelta(days=300)}
    worker.trust.take(signed(NORTH, version=2, revoked=(gone,), **dates))

    with pytest.raises(PacketError):
        worker.offers.take(offer, plan, keep_others=True, despite_source=True)

    assert worker.directory.all() == []
    assert offer_of(worker).source is Source.REVOKED


@pytest.mark.usefixtures("ours")
def test_an_older_one_never_takes_the_place_of_a_newer(desk, worker, stick, tmp_path):
    take_in(desk, tmp_path, CLINIC)
    publish(desk, worker, stick)
    first = offer_of(worker)
    old_plan = worker.offers.look(first)
    take_in(desk, tmp_path, CLINIC, LINE)
    publish(desk, worker, stick)
    second = offer_of(worker)
    worker.offers.take(second, worker.offers.look(second), keep_others=True)

    with pytest.raises(StoreError):
        worker.offers.take(
            first, replace(old_plan, before=tuple(worker.directory.all())), keep_others=False
        )

    assert (first.version, second.version) == (1, 2)
    assert len(worker.directory.all()) == 2


@pytest.mark.usefixtures("ours")
def test_what_is_put_aside_comes_back_when_asked_for_and_the_next_is_offered(
    desk, worker, stick, tmp_path
):
    take_in(desk, tmp_path, CLINIC)
    publish(desk, worker, stick)
    offer = offer_of(worker)

    worker.offers.put_aside(offer)
    assert worker.offers.waiting(DIRECTORY) == []
    worker.offers.bring_back(offer)
    assert offer_of(worker) == offer
    worker.offers.put_aside(offer)
    take_in(desk, tmp_path, CLINIC, LINE)
    publish(desk, worker, stick)

    assert offer_of(worker).version == 2


@pytest.mark.usefixtures("ours")
def test_handing_out_can_be_stopped_before_the_next_office(desk, stick, tmp_path):
    take_in(desk, tmp_path, CLINIC)
    cards = [reader.card.fingerprint for reader in desk.publishing.readers()]

    class Stopped:
        def report(self, done, total):
            raise AssertionError((done, total))

        def check_cancelled(self):
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.publishing.hand_out(desk.publishing.directory(), cards, stick, Stopped())

    assert list(stick.rglob("*.age")) == []


# -- forms ---------------------------------------------------------------------


@pytest.fixture
def workbook(program, tmp_path):
    """Give a form of the office: the bundled one with a version of its own."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(_with_version(program.forms.export(ADULT_FORM), "office-7"))
    return path


def _with_version(data, version):
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["settings"]
    column = next(c.column for c in sheet[1] if c.value == "version")
    sheet.cell(row=2, column=column).value = version
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def in_use(worker):
    return next(form for form in worker.offers.in_use() if form.form_id == ADULT_FORM)


@pytest.mark.usefixtures("ours")
def test_a_form_counts_for_new_conversations_once_it_was_taken_in(desk, worker, stick, workbook):
    begun = worker.conversations.begin(opening())
    publish(desk, worker, stick, desk.publishing.form(workbook))
    offer = offer_of(worker, FORMS)
    brought = in_use(worker)
    forms = worker.offers.forms_in(offer)

    worker.offers.take_forms(offer, forms)

    assert [form.summary.form_id for form in forms] == [ADULT_FORM]
    assert (in_use(worker).version, in_use(worker).is_own) == ("office-7", True)
    assert worker.offers.waiting(FORMS) == []
    resumed = worker.conversations.resume(begun.interview.id)
    assert resumed.interview.logic_hash == begun.interview.logic_hash
    new = worker.conversations.begin(opening())
    assert new.interview.logic_hash == forms[0].summary.logic_hash
    worker.offers.undo_forms()
    assert in_use(worker) == brought
    assert offer_of(worker, FORMS) == offer


def test_an_office_tries_its_own_form_and_goes_back(worker, workbook):
    brought = in_use(worker)
    form = worker.publishing.form(workbook).form

    worker.offers.use(form)
    assert in_use(worker).is_own
    worker.offers.use_bundled(ADULT_FORM)
    assert in_use(worker) == brought
    worker.offers.undo_forms()

    assert in_use(worker).is_own


def test_going_back_pressed_twice_is_undone_as_if_it_was_pressed_once(worker, workbook):
    worker.offers.use(worker.publishing.form(workbook).form)

    worker.offers.use_bundled(ADULT_FORM)
    worker.offers.use_bundled(ADULT_FORM)
    worker.offers.undo_forms()

    assert in_use(worker).is_own


def test_using_a_form_pressed_twice_is_undone_as_if_it_was_pressed_once(worker, workbook):
    brought = in_use(worker)
    form = worker.publishing.form(workbook).form

    worker.offers.use(form)
    worker.offers.use(form)
    worker.offers.undo_forms()

    assert in_use(worker) == brought


def test_an_undo_that_found_no_room_can_be_pressed_again(worker, workbook, monkeypatch):
    brought = in_use(worker)
    worker.offers.use(worker.publishing.form(workbook).form)
    settings = type(worker._place.do(lambda unit: unit.settings))

    def refuse(*_):
        raise DiskFullError

    with monkeypatch.context() as disk:
        disk.setattr(settings, "put", refuse)
        with pytest.raises(DiskFullError):
            worker.offers.undo_forms()
    worker.offers.undo_forms()

    assert in_use(worker) == brought


def test_a_form_that_nothing_here_leads_with_is_not_taken_in(worker, workbook):
    form = worker.publishing.form(workbook).form
    other = replace(form, summary=replace(form.summary, form_id="weather"))

    with pytest.raises(PacketError):
        worker.offers.use(other)


def test_what_is_no_form_is_not_published(worker, tmp_path):
    text, broken = tmp_path / "form.txt", tmp_path / "form.xlsx"
    text.write_text("no form")
    broken.write_bytes(b"PK no workbook")

    for path in (text, broken, tmp_path / "none.xlsx"):
        with pytest.raises(FormFileError):
            worker.publishing.form(path)

"""S15: a court orders a copy. What is ticked is in it, what is not is not in the file at all."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest

from intake_app.domain.answer import Basis
from intake_app.domain.case import AgeBranch
from intake_app.domain.court_copy import CourtOrder
from intake_app.domain.errors import UsageError
from intake_app.services.court_copies import HOLDERS, NOTES, READING, TOLD
from intake_app.services.written_beside import ORDERS
from tests.report.reading import pages, streams
from tests.services.conftest import opening, share

pytestmark = pytest.mark.usefixtures("qapp")

PDFTOTEXT = shutil.which("pdftotext")
ORDER = CourtOrder(
    ordered_by="District court, file Northport 4711",
    reason="Article 12; decided by the lead",
    is_told=False,
)
MARKERS = {
    "account": "Marker-ACC",
    "name": "Marker-NAM",
    NOTES: "Marker-NOT",
    READING: "Marker-REA",
    HOLDERS: "House B",
}


@pytest.fixture
def live(worker, shelter):
    """Give somebody who told something in each part, and of whom an office has something."""
    live = worker.conversations.begin(opening())
    for pending in (
        live.answer(live.node_named("R03"), "yes"),
        live.answer(live.node_named("R03_note"), MARKERS["account"], language="en"),
        live.answer(live.node_named("R19"), MARKERS["name"], language="en"),
        live.note(live.node_named("R19"), MARKERS[NOTES]),
        live.answer(live.node_named("R13_note"), MARKERS[READING], basis=Basis.IMPRESSION),
    ):
        pending.saved.result()
    share(worker, live.case.id, shelter, "name")
    worker.referrals.make(live.case.id, shelter)
    return live


def text_of(pdf: bytes, tmp_path) -> str:
    """Return what another program than ours finds in the file."""
    place = tmp_path / "copy.pdf"
    place.write_bytes(pdf)
    found = subprocess.run(
        [PDFTOTEXT, "-raw", place, "-"], check=True, capture_output=True, text=True
    )
    return found.stdout


def found_in(pdf: bytes, tmp_path) -> set[str]:
    """Return the parts whose words are anywhere in the file: drawn, hidden, or packed."""
    ours = " ".join(pages(pdf))
    packed = b" ".join([pdf, *streams(pdf)])
    other = text_of(pdf, tmp_path) if PDFTOTEXT else ""
    return {
        part
        for part, word in MARKERS.items()
        if word in ours
        or word in other
        or word.encode() in packed
        or word.encode("utf-16-be").hex().encode() in packed.lower()
    }


@pytest.mark.parametrize("given", [(), ("name",), ("account",), ("account", NOTES), (HOLDERS,)])
def test_nothing_that_is_not_ticked_is_anywhere_in_the_file(worker, live, given, tmp_path):
    pdf = worker.court_copies.make(live.case.id, ORDER, given, "en")

    assert found_in(pdf, tmp_path) == set(given) - {NOTES}  # the note is on another part


def test_everything_can_be_given_when_everything_is_ticked(worker, live, tmp_path):
    parts = [part.code for part in worker.court_copies.parts(live.case.id)]

    pdf = worker.court_copies.make(live.case.id, ORDER, parts, "en")

    assert found_in(pdf, tmp_path) == set(MARKERS)
    assert "0 things" in " ".join(pages(pdf))


def test_what_is_held_back_is_counted_and_each_has_its_bar(worker, live):
    parts = worker.court_copies.parts(live.case.id)
    held = sum(part.count for part in parts if part.code != "account")

    pdf = worker.court_copies.make(live.case.id, ORDER, ("account",), "en")

    assert f"{held} things that are written down are held back" in " ".join(pages(pdf))
    drawn = b"\n".join(streams(pdf))
    assert drawn.count(b" re f") == held


def test_a_bar_is_as_long_for_every_word(worker, live):
    pdf = worker.court_copies.make(live.case.id, ORDER, (), "en")

    bars = [line for s in streams(pdf) for line in s.splitlines() if line.endswith(b" re f")]
    assert len({line.split()[2] for line in bars}) == 1


def test_the_bars_begin_where_the_writing_begins(worker, live):
    def lefts(tag):
        pdf = worker.court_copies.make(live.case.id, ORDER, (), tag)
        bars = [line for s in streams(pdf) for line in s.splitlines() if line.endswith(b" re f")]
        return {float(line.split()[0]) for line in bars}

    assert max(lefts("en")) < min(lefts("ar"))


def test_it_says_who_ordered_it_why_and_which_agreements_there_are(worker, live):
    pdf = worker.court_copies.make(live.case.id, ORDER, ("account",), "en")

    said = " ".join(pages(pdf))
    for words in (
        ORDER.ordered_by,
        ORDER.reason,
        "The person has not been told of this copy yet.",
        "Talk with me now: Yes",
        "with 1 office now",
        "nothing to the police or to immigration",
    ):
        assert words in said


def test_it_is_in_the_record_and_in_the_chain(worker, live):
    worker.court_copies.make(live.case.id, ORDER, ("name", "account"), "en")

    (copy,) = worker.court_copies.made(live.case.id)
    chain = "SELECT body FROM audit"
    bodies = worker._place.do(lambda unit: list(unit.audit._transaction.execute(chain)))
    told = b" ".join(row["body"] for row in bodies)
    assert copy.order == ORDER
    assert copy.given == ("name", "account")
    assert copy.held_back > 0
    assert b'"action":"given-to-court"' in told
    assert b"Northport" not in told


@pytest.mark.parametrize("missing", ["ordered_by", "reason"])
def test_there_is_no_copy_without_who_ordered_it_and_why(worker, live, missing):
    order = {"ordered_by": "Court", "reason": "Law", "is_told": True} | {missing: " "}

    with pytest.raises(UsageError):
        worker.court_copies.make(live.case.id, CourtOrder(**order), (), "en")

    assert worker.court_copies.made(live.case.id) == []


def test_the_file_says_nothing_of_its_making(worker, live):
    pdf = worker.court_copies.make(live.case.id, ORDER, (), "en")

    assert b"/Author" not in pdf
    assert b"/Title" not in pdf
    assert live.case.code.encode() not in pdf


def by_order(worker, case_id):
    """Return what the person reads of orders, as shown."""
    topics = worker.my_information.read(case_id, ("en",)).topics
    entries = [entry for topic in topics for entry in topic.entries]
    return [e.shown[0].text for e in entries if e.node.startswith(ORDERS)]


def test_the_person_reads_of_a_copy_once_they_were_told(worker, live):
    worker.court_copies.make(live.case.id, ORDER, (), "en")
    before = by_order(worker, live.case.id)

    worker.court_copies.make(live.case.id, replace(ORDER, is_told=True), (), "en")

    assert before == []
    assert by_order(worker, live.case.id) == [ORDER.ordered_by]


def test_the_person_reads_why_nothing_may_be_erased_for_now(worker, live):
    worker.holds.place(live.case.id, "Until the hearing")
    held = by_order(worker, live.case.id)
    worker.holds.lift(live.case.id, "It is over")

    assert held == ["Until the hearing"]
    assert by_order(worker, live.case.id) == []


def test_earlier_copies_and_a_hold_are_no_part_of_a_copy(worker, live):
    before = worker.court_copies.parts(live.case.id)
    worker.holds.place(live.case.id, "Until the hearing")
    worker.court_copies.make(live.case.id, replace(ORDER, is_told=True), (), "en")

    assert worker.court_copies.parts(live.case.id) == before


@pytest.mark.parametrize("given", [(), (TOLD,)])
def test_what_a_child_told_is_a_part_of_its_own(worker, given):
    live = worker.conversations.begin(opening(age=AgeBranch.UNDER_18))
    live.write_down_disclosure("Marker-CHI", language="en").saved.result()
    parts = {part.code: part.count for part in worker.court_copies.parts(live.case.id)}

    pdf = worker.court_copies.make(live.case.id, ORDER, given, "en")

    assert parts[TOLD] == 1
    assert ("Marker-CHI" in " ".join(pages(pdf))) == bool(given)

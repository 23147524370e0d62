"""What a person takes along: it tells nothing by itself, and the record says that it was made."""

from __future__ import annotations

from io import BytesIO

import pytest

from intake_app.domain.case import AgeBranch
from intake_app.domain.errors import StoreError, UsageError
from intake_app.domain.ids import show_code
from intake_app.domain.own_copy import AppointmentCard, CopyKind, Mark
from intake_app.domain.secret import Secret
from intake_app.sealing import age
from tests.report.reading import pages, streams
from tests.services.conftest import opening

pytestmark = pytest.mark.usefixtures("qapp")

PHRASE = "two yellow lemons"
CARD = AppointmentCard(name="Anna", phone="030 123 456", when="Friday, 10:00")
SUBJECT = ("intake", "traffick", "victim", "referral", "interview", "case", "team a")


@pytest.fixture
def live(worker):
    """Give somebody who said a name and agreed a phrase."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R19"), "Marker-NAM", language="en").saved.result()
    worker.taking_back.agree_words(live.case.id, phrase=PHRASE)
    return live


@pytest.fixture
def child(worker):
    """Give somebody who is under 18."""
    return worker.conversations.begin(opening(age=AgeBranch.UNDER_18))


def unlocked(file: bytes, words: str) -> bytes:
    """Return what is in a locked file, as another program would read it."""
    source = BytesIO(file)
    header = age.read_header(source)
    key = age.unwrap(header, [age.Passphrase(Secret(words.encode()))], age.GENERAL)
    return b"".join(age.decrypt_payload(key, source))


def marked(mark):
    return AppointmentCard(name=CARD.name, phone=CARD.phone, when=CARD.when, mark=mark)


@pytest.mark.parametrize("tag", ["en", "ar", "ti"])
@pytest.mark.parametrize("mark", list(Mark))
def test_a_card_bears_one_mark_at_most_and_no_subject(worker, live, tag, mark):
    pdf = worker.own_copies.card(live.case.id, marked(mark), tag)

    text, raw = " ".join(pages(pdf)), b" ".join([pdf, *streams(pdf)]).lower()
    assert (show_code(live.case.code) in text) == (mark is Mark.NUMBER)
    assert (PHRASE in text) == (mark is Mark.PHRASE)
    assert CARD.phone in text
    assert not any(word in text.lower() or word.encode() in raw for word in SUBJECT)
    assert "Marker-NAM" not in text


def test_a_card_that_says_nothing_is_not_made(worker, live):
    with pytest.raises(UsageError):
        worker.own_copies.card(live.case.id, AppointmentCard(name=" ", phone="", when=""), "en")

    assert worker.own_copies.given(live.case.id) == ()


def test_a_card_with_a_phrase_needs_one_that_was_agreed(worker):
    live = worker.conversations.begin(opening())

    with pytest.raises(UsageError):
        worker.own_copies.card(live.case.id, marked(Mark.PHRASE), "en")

    assert worker.own_copies.given(live.case.id) == ()


@pytest.mark.parametrize(
    ("name", "tells"),
    [("Anna", False), ("Dr Meier", False), ("Shelter North", True), ("Victim support", True)],
)
def test_a_name_that_tells_is_noticed(name, tells):
    assert AppointmentCard(name=name, phone="", when="").tells is tells


def test_six_words_open_the_locked_copy_and_no_others_do(worker, live):
    copy = worker.own_copies.locked(live.case.id, "ti", "notes.age")

    inside = unlocked(copy.file, copy.passphrase)
    assert len(copy.passphrase.split()) == 6
    assert "Marker-NAM" in " ".join(pages(inside))
    with pytest.raises(age.NoMatchError):
        unlocked(copy.file, copy.passphrase + "s")


def test_the_note_beside_it_says_how_to_open_it_and_neither_words_nor_subject(worker, live):
    copy = worker.own_copies.locked(live.case.id, "ar", "notes.age")

    note = copy.note.decode()
    assert note.count('age --decrypt --output copy.pdf "notes.age"') == 2
    assert not any(word in note.lower() for word in (*SUBJECT, "marker-nam"))
    assert not set(copy.passphrase.split()) <= set(note.split())
    assert copy.passphrase.encode() not in copy.file


def test_my_information_says_what_was_made_and_when_but_the_paper_does_not(worker, live, clock):
    first = clock.now()
    worker.own_copies.locked(live.case.id, "en", "notes.age")
    clock.forward(days=1)
    pdf = worker.own_copies.readable(live.case.id, "en")

    copies = worker.my_information.read(live.case.id).copies
    assert [(c.kind, c.at) for c in copies] == [
        (CopyKind.LOCKED, first),
        (CopyKind.READABLE, clock.now()),
    ]
    assert "locked" not in " ".join(pages(pdf))


def test_that_nothing_can_be_carried_is_written_down(worker, live):
    worker.own_copies.nothing(live.case.id)

    (copy,) = worker.own_copies.given(live.case.id)
    assert copy.kind is CopyKind.NOTHING


def test_nothing_is_made_for_a_child_without_the_adult(worker, child):
    own = worker.own_copies
    for make in (
        lambda **more: own.card(child.case.id, CARD, "en", **more),
        lambda **more: own.readable(child.case.id, "en", **more),
        lambda **more: own.locked(child.case.id, "en", "notes.age", **more),
    ):
        with pytest.raises(UsageError):
            make()
        make(with_adult=True)

    given = own.given(child.case.id)
    assert [copy.with_adult for copy in given] == [True, True, True]


def test_what_a_child_told_is_on_no_copy(worker, child):
    child.write_down_disclosure("Marker-TOLD", language="en").saved.result()

    copy = worker.own_copies.locked(child.case.id, "en", "notes.age", with_adult=True)

    assert "Marker-TOLD" not in " ".join(pages(unlocked(copy.file, copy.passphrase)))


def test_of_somebody_erased_nothing_is_made_or_kept(worker, live):
    worker.own_copies.nothing(live.case.id)
    worker.conversations.erase(live.case.id)

    with pytest.raises(StoreError):
        worker.own_copies.readable(live.case.id, "en")
    assert worker.own_copies.given(live.case.id) == ()

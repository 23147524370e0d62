"""My information: all that is written and who has it; on paper, the same bytes twice."""

from __future__ import annotations

import pytest

from intake_app.domain.answer import AnswerState, Basis, EventKind
from intake_app.domain.case import InterviewState
from intake_app.domain.consent import BY_WORKER, ON_TURNED_SCREEN, Choice, ConsentItem
from intake_app.domain.errors import StoreError
from intake_app.domain.ids import CaseId
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.direction import without_isolates
from intake_app.services.agreement import text_of_record
from intake_app.services.my_information import COMPLAIN_TO
from tests.report.reading import pages
from tests.services.conftest import opening, share


@pytest.fixture
def live(worker):
    live = worker.conversations.begin(opening(in_own_words="Only what I need"))
    for pending in (
        live.answer(live.node_named("R19"), "Marker-7Q", language="en"),
        live.answer(live.node_named("R16"), "24h"),
        live.answer(live.node_named("R15"), "safe-place lawyer"),
        live.leave(live.node_named("R07"), AnswerState.DECLINED),
        live.note(live.node_named("R16"), "Said twice"),
    ):
        pending.saved.result()
    return live


def entries(found):
    return [entry for topic in found.topics for entry in topic.entries]


def of(found, node):
    return next(entry for entry in entries(found) if entry.node == node)


def test_every_answer_is_there_in_the_persons_language_first(worker, live):
    found = worker.my_information.read(live.case.id)

    asked = of(found, live.node_named("R16"))
    assert found.languages == ("ti", "en")
    assert [label.asked for label in asked.labels] == ["ti", "en"]
    assert [text.asked for text in asked.shown] == ["ti", "en"]
    assert asked.notes == ("Said twice",)
    assert of(found, live.node_named("R07")).state is AnswerState.DECLINED
    assert of(found, live.node_named("R19")).shown[0].text == "Marker-7Q"
    assert {entry.node for entry in entries(found)} == set(told(live))


def told(live):
    views = [live.question(node) for node in live.answers()]
    return [v.node for v in views if (v.value or v.state) and v.labels and not v.filled]


def test_the_workers_impressions_are_listed_as_such(worker, live):
    node = live.node_named("R16")
    live.answer(node, "72h", basis=Basis.IMPRESSION).saved.result()

    found = worker.my_information.read(live.case.id)

    assert node in [entry.node for entry in found.impressions]
    assert node not in [entry.node for entry in entries(found)]


def test_what_was_agreed_is_there_in_the_persons_own_words(worker, live):
    found = worker.my_information.read(live.case.id)

    assert found.in_own_words == "Only what I need"
    assert found.agreed[ConsentItem.KEEP] is Choice.YES
    assert found.agreed[ConsentItem.PHOTO] is Choice.NOT_YET


def test_who_has_it_tells_what_really_left(worker, live, shelter, stick):
    share(worker, live.case.id, shelter, "need", "name")
    record = worker.referrals.make(live.case.id, shelter)
    (agreed,) = worker.my_information.read(live.case.id).holders
    worker.referrals.send(record.id, stick)
    share(worker, live.case.id, shelter, "need")

    (holder,) = worker.my_information.read(live.case.id).holders

    assert agreed.given_at is None
    assert holder.given_at is not None
    assert set(holder.groups) == {"need", "name"}
    assert holder.in_force


def test_a_finished_conversation_can_be_corrected_and_its_journal_stays(worker, live):
    worker.conversations.finish(live)

    worker.my_information.open_for_correction(live.interview.id)
    again = worker.conversations.resume(live.interview.id)
    again.answer(again.node_named("R16"), "72h").saved.result()

    found = worker.my_information.read(live.case.id)
    journal = worker._place.do(lambda unit: unit.interviews.events(live.interview.id))
    assert "24h" in [event.value for event in journal]
    assert of(found, live.node_named("R16")).shown[0].text
    assert again.interview.state is InterviewState.PAUSED


def test_nothing_is_said_of_someone_who_is_not_here(worker):
    with pytest.raises(StoreError):
        worker.my_information.read(CaseId("a" * 26))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("tag", ["ti", "ar", "en"])
def test_the_copy_on_paper_is_the_same_bytes_twice_and_says_nothing_of_its_maker(
    worker, live, shelter, tag, stick
):
    worker.set_setting(COMPLAIN_TO, "Ombudsman, box 7")
    worker.taking_back.agree_words(live.case.id, phrase="blue boat")
    share(worker, live.case.id, shelter, "need")
    worker.referrals.send(worker.referrals.make(live.case.id, shelter).id, stick)

    first = worker.my_information.pdf(live.case.id, tag)
    second = worker.my_information.pdf(live.case.id, tag)

    assert first == second
    assert first.startswith(b"%PDF")
    for word in (b"/Producer", b"/Creator", b"/Author", b"/Title", b"/CreationDate"):
        assert word not in first


@pytest.mark.usefixtures("qapp")
def test_the_copy_on_paper_bears_no_number_and_no_phrase(worker, live):
    worker.taking_back.agree_words(live.case.id, phrase="blue boat", reach="Evenings")

    text = "".join(pages(worker.my_information.pdf(live.case.id, "en")))

    assert "Marker-7Q" in text
    code = live.case.code
    for secret in (code, f"{code[:3]} {code[3:]}", "blue boat"):
        assert secret not in text


# -- what was written beside an answer -----------------------------------------------------


@pytest.fixture
def beside(live):
    """Write beside answers all that can be written there."""
    words = live.node_named("R19")
    for pending in (
        live.translate(words, "Marker-translated", language="fr"),
        live.note(words, "Marker-unclear", kind=EventKind.UNCLEAR),
        live.note(live.node_named("R18"), "Marker-alone", language="ti"),
        live.write_down_disclosure("Marker-told", language="ti"),
    ):
        pending.saved.result()
    return live


def test_translations_and_what_was_not_understood_stand_beside_the_words(worker, beside):
    entry = of(worker.my_information.read(beside.case.id), beside.node_named("R19"))

    assert entry.translation.text == "Marker-translated"
    assert entry.translation.language == "fr"
    assert entry.not_understood == ("Marker-unclear",)
    assert entry.notes == ()


def test_a_translation_of_words_that_are_others_now_is_not_shown(worker, beside):
    beside.answer(beside.node_named("R19"), "Other words", language="en").saved.result()

    assert (
        of(worker.my_information.read(beside.case.id), beside.node_named("R19")).translation is None
    )


def test_what_was_noted_where_nothing_was_answered_is_there_too(worker, beside):
    entry = of(worker.my_information.read(beside.case.id), beside.node_named("R18"))

    assert entry.notes == ("Marker-alone",)
    assert entry.shown == ()


@pytest.mark.usefixtures("qapp")
def test_a_childs_own_words_are_there_to_be_read_and_never_on_paper(worker, beside):
    found = worker.my_information.read(beside.case.id)
    paper = "".join(pages(worker.my_information.pdf(beside.case.id, "en")))

    assert [(words.language, words.text) for words in found.told] == [("ti", "Marker-told")]
    assert "Marker-told" not in paper
    for words in ("Marker-translated", "Marker-unclear", "Marker-alone"):
        assert words in paper


@pytest.mark.usefixtures("qapp")
def test_every_copy_says_that_some_things_are_never_on_paper(worker, live):
    paper = "".join(pages(worker.my_information.pdf(live.case.id, "en")))

    assert "never put on paper" in paper.replace("\n", " ")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("how", "said"),
    [
        (ON_TURNED_SCREEN, "You read it yourself on the screen turned to you"),
        ("Interpreter A", "Interpreter A said it to you in"),
        (BY_WORKER, "It was read to you."),
    ],
)
def test_how_the_agreement_was_explained_is_said(worker, how, said):
    text = text_of_record(("en", "ti"), rendered_by="Interpreter A", explained_by=how)
    live = worker.conversations.begin(opening(text=text))

    found = worker.my_information.read(live.case.id)
    paper = "".join(pages(worker.my_information.pdf(live.case.id, "en")))

    assert said in without_isolates(Catalog("en").text(found.explained))
    assert said in without_isolates(paper.replace("\n", " "))
    assert (text.rendered_by == "") is (how == ON_TURNED_SCREEN)

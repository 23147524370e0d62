from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from intake_app.domain.consent import Choice, ConsentItem
from intake_app.i18n.direction import without_isolates
from intake_app.services.my_information import COMPLAIN_TO
from intake_app.ui.person.information import TITLE as _TITLE
from intake_app.ui.person.information import InformationPage
from intake_app.ui.person.page import PersonPage
from intake_app.ui.shell.inbox import InboxPage
from intake_app.ui.style import Look
from intake_app.ui.widgets.buttons import Button
from intake_app.ui.widgets.text import MessageText, Text
from tests.pages.one_person import OnePersonPage
from tests.services.conftest import opening, share

PHRASE = "blue boat seven"


@pytest.fixture
def live(worker, shelter, stick):
    """Give somebody of whom an office has something."""
    live = worker.conversations.begin(opening(hook="green door"))
    live.answer(live.node_named("R19"), "Marker-7Q", language="en").saved.result()
    live.answer(live.node_named("R16"), "24h").saved.result()
    share(worker, live.case.id, shelter, "need")
    worker.referrals.send(worker.referrals.make(live.case.id, shelter).id, stick)
    return live


@pytest.fixture
def show(opened, surroundings, worker):
    """Give the way to open a page about a person."""

    def show(kind, case_id):
        page = opened(kind, worker)
        page.open(case_id)
        opened.settle()
        return page

    show.settle = opened.settle
    return show


@pytest.fixture
def page(show, live):
    return show(PersonPage, live.case.id)


@pytest.fixture
def view(page):
    return OnePersonPage(page)


def test_the_page_says_the_number_and_nothing_that_tells_who_it_is(page, view, live):
    assert view.code() == f"{live.case.code[:3]} {live.case.code[3:]}"
    assert not view.reads("green door")
    assert not view.reads("Marker-7Q")


def test_one_press_stops_sharing_and_names_whom_to_call(show, view, worker, live):
    view.press("Stop sharing")
    show.settle()

    assert view.says_of_sharing() == "Sharing has stopped. Nothing more leaves this computer."
    assert "House B" in view.whom_to_call()
    assert any("cannot be called back" in text for text in view.whom_to_call())
    assert not worker.taking_back.now(live.case.id).is_shared


def test_a_slip_is_undone_where_it_happened(show, page, view, worker, live):
    page.sharing.stop.setFocus()
    view.key("Space")
    show.settle()
    assert page.sharing.undo.hasFocus()

    view.key("Space")
    show.settle()

    assert worker.taking_back.now(live.case.id).is_shared
    assert view.whom_to_call() == []
    assert page.sharing.stop.hasFocus()


def test_a_file_is_deleted_from_the_stick_that_is_still_here(show, view, surroundings, stick, live):
    surroundings.files.path = stick
    view.press("Stop sharing")
    show.settle()

    view.press("Delete the file from the stick…")
    show.settle()

    assert list(stick.rglob("*.age")) == []
    assert view.reads("The file is gone from this stick.")


def test_the_notice_is_put_on_a_stick_and_the_office_is_told(  # noqa: PLR0917 - fixtures
    show, view, desk, surroundings, stick, tmp_path, opened
):
    desk.inbox.open_stick([stick])
    surroundings.files.path = tmp_path
    view.press("Stop sharing")
    show.settle()

    view.press("Put the notice on a stick…")
    show.settle()
    desk.inbox.open_stick([tmp_path])
    inbox = OnePersonPage(opened(InboxPage, desk))

    assert view.reads("The notice is on the stick")
    assert not view.offers("Put the notice on a stick…")
    assert inbox.reads("Taken back by the person")
    assert inbox.reads("Delete every copy you made")
    assert inbox.offers("Erase it here, and answer: erased")
    assert not inbox.offers("Accept")
    assert not inbox.reads("Today or tonight")


def test_a_request_to_erase_waits_and_can_be_taken_back(show, view, worker, live):
    view.ask_for_erasing()
    show.settle()
    waiting = view.says_of_erasing()
    assert not view.offers("Erase now")

    view.press("Keep it after all")
    show.settle()

    assert "It can be erased from" in waiting
    assert worker.taking_back.requests() == []
    assert view.offers("The person is here and asks for it")


def test_a_press_too_many_neither_asks_for_erasing_nor_takes_it_back(show, page, view, worker):
    view.press_twice("The person is here and asks for it")
    show.settle()
    before = list(worker.taking_back.requests())

    view.press_twice("Yes, they ask for it")
    show.settle()
    view.press_again(page.erasing.keep)
    show.settle()

    assert before == []
    assert len(worker.taking_back.requests()) == 1


def test_what_is_due_is_erased_after_a_last_question(  # noqa: PLR0917 - fixtures
    show, page, view, worker, clock, qtbot
):
    view.ask_for_erasing()
    show.settle()
    clock.forward(hours=72)
    page.refresh()
    show.settle()
    view.press("Erase now")
    assert page.erasing.leave.hasFocus()

    with qtbot.waitSignal(page.left):
        view.press("Erase for good")

    assert worker.conversations.lines() == []


def test_a_wrong_phrase_is_told_beside_the_field_and_writes_nothing(show, page, view, worker, live):
    worker.taking_back.agree_words(live.case.id, phrase=PHRASE)

    view.try_phrase("red hat")
    show.settle()

    assert view.reads("These are not words by which anyone is known here.")
    assert worker.taking_back.requests() == []
    assert page.erasing.said.hasFocus()


def test_the_agreed_phrase_lets_a_caller_ask(show, view, worker, live):
    worker.taking_back.agree_words(live.case.id, phrase=PHRASE)

    view.try_phrase("Blue boat, seven!")
    show.settle()

    assert len(worker.taking_back.requests()) == 1
    assert not view.reads(PHRASE)


def test_a_caller_is_never_told_that_anyone_is_written_down(page, view):
    assert view.reads("Never say whether anyone is written down here.")
    view.press("Someone asks by phone")
    assert view.reads("Do not say whether they are right")


def test_the_phrase_and_the_way_to_reach_somebody_are_kept_and_the_phrase_not_shown(
    show, view, worker, live
):
    view.press("Agree how to reach them, and a phrase for the phone")
    view.fill("How to reach them safely", "Evenings, by text")
    view.fill("A phrase for the phone", PHRASE)
    view.press("Keep this")
    show.settle()

    again = OnePersonPage(show(PersonPage, live.case.id))
    now = worker.taking_back.now(live.case.id)
    assert (now.reach, now.has_phrase) == ("Evenings, by text", True)
    assert not again.reads(PHRASE)


def test_what_is_typed_is_kept_for_the_person_in_sight_when_another_is_opened(
    show, page, view, worker, live
):
    other = worker.conversations.begin(opening(hook="red gate"))
    view.press("Agree how to reach them, and a phrase for the phone")
    view.fill("How to reach them safely", "Evenings, by text")

    page.open(other.case.id)
    show.settle()

    assert worker.taking_back.now(live.case.id).reach == "Evenings, by text"
    assert not worker.taking_back.now(other.case.id).reach


def test_a_word_tapped_by_mistake_is_undone_on_the_spot(show, page, view, worker, live):
    view.press("Change what was agreed")
    row = page.agreed.rows[ConsentItem.PHOTO]
    row.segments().buttons()[0].click()
    show.settle()
    tapped = worker.conversations.word_on(live.case.id, ConsentItem.PHOTO)

    page.agreed.undo.click()
    show.settle()

    assert tapped is Choice.YES
    assert worker.conversations.word_on(live.case.id, ConsentItem.PHOTO) is Choice.NOT_YET
    assert row.answer() is Choice.NOT_YET


# -- what the person reads ---------------------------------------------------------------


@pytest.fixture
def information(show, live):
    return show(InformationPage, live.case.id)


def test_the_person_reads_it_in_their_language(information, surroundings):
    view = OnePersonPage(information)
    tigrinya = surroundings.language.catalog_of("ti")

    title = next(t for t in information.findChildren(QLabel) if t is information.title)

    assert information._tag == "ti"
    assert without_isolates(title.text()) == tigrinya.text(_TITLE)
    information.show_in("en")
    view.wait_for("What is written about me")
    view.wait_for("Marker-7Q")
    view.wait_for("House B")


@pytest.mark.parametrize(("tag", "back_leads"), [("en", True), ("ar", False)])
def test_all_of_it_runs_in_the_direction_of_the_person(information, tag, back_leads):
    information.show_in(tag)
    information.layout().activate()
    QApplication.processEvents()
    back, paper = (w.mapTo(information, QPoint()) for w in (information.back, information.paper))

    assert (back.x() < paper.x()) is back_leads


def test_the_buttons_beside_it_speak_to_the_person_and_are_described_to_the_worker(information):
    assert information.paper.words() != "A copy on paper\u2026"
    assert not information.paper.words().isascii()
    assert information.paper.accessibleDescription() == "A copy on paper\u2026"


def test_it_says_plainly_that_no_address_for_complaints_is_known(information):
    information.show_in("en")

    OnePersonPage(information).wait_for("not yet named an independent address")


def test_it_names_the_independent_address(show, worker, live):
    worker.set_setting(COMPLAIN_TO, "Ombudsman, box 7")

    information = show(InformationPage, live.case.id)

    assert OnePersonPage(information).reads("Ombudsman, box 7")


def test_something_wrong_opens_the_question_also_when_it_was_finished(show, worker, live, qtbot):
    worker.conversations.finish(live)
    information = show(InformationPage, live.case.id)
    information.show_in("en")
    node = live.node_named("R16")
    button = next(b for b, t in information.written._buttons.items() if t[-1] == node)

    with qtbot.waitSignal(information.corrected) as asked:
        button.click()

    assert asked.args == [live.interview.id, node]
    assert worker.conversations.resume(live.interview.id)


def test_a_copy_on_paper_is_written_where_it_was_asked_for(
    show, information, surroundings, tmp_path
):
    surroundings.files.path = tmp_path / "sheet.pdf"

    information.paper.click()
    show.settle()

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert OnePersonPage(information).reads("The copy is ready.")


def test_sharing_stops_from_the_persons_own_page(show, information, worker, live):
    information.stop.click()
    show.settle()

    assert not worker.taking_back.now(live.case.id).is_shared


# -- every screen ------------------------------------------------------------------------

EVERY = pytest.mark.parametrize("kind", [PersonPage, InformationPage])


def shown(page, *kinds):
    return [w for w in page.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]


@EVERY
def test_every_control_has_a_name_and_a_role(show, kind, live):
    page = show(kind, live.case.id)

    unnamed = [
        widget
        for widget in shown(page, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        or QAccessible.queryAccessibleInterface(widget).role() == QAccessible.Role.NoRole
    ]

    assert unnamed == []


def test_a_change_of_language_changes_every_text_at_once(page, language):
    language.use("en-XA")
    QApplication.processEvents()

    plain = [
        text.said() for text in shown(page, MessageText) if text.said() and text.said().isascii()
    ]
    assert plain == []


@EVERY
def test_no_word_is_cut(show, kind, live, language, look, qtbot):  # noqa: PLR0917 - fixtures
    page = show(kind, live.case.id)

    def nothing_is_cut():
        assert (language.language.tag, cut(page)) == (language.language.tag, [])

    for scale in (1.0, 2.0):
        look(Look(scale=scale))
        for tag in ("en", "ar", "en-XA"):
            language.use(tag)
            show.settle()
            qtbot.waitUntil(nothing_is_cut)


def cut(page):
    """Return the words that have less room than they need, or hang out of their parent."""
    found = []
    for widget in shown(page, Text, Button):
        room = widget.parentWidget().rect().adjusted(-1, -1, 1, 1)
        is_low = widget.height() < widget.heightForWidth(widget.width())
        if is_low or not room.contains(widget.geometry()):
            found.append((type(widget).__name__, widget.accessibleName(), widget.geometry()))
    return found


def test_a_childs_own_words_open_with_a_press(show, live):
    live.write_down_disclosure("marked words", language="en").saved.result()
    information = show(InformationPage, live.case.id)
    information.show_in("en")
    view = OnePersonPage(information)
    view.wait_for("Something you told us")
    closed = view.reads("marked words")
    view.press("Show it")

    assert not closed
    assert view.reads("marked words")

"""The last page: Tab follows what is read, in both directions; and what it says at the very end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.services.agreement import text_of_record
from intake_app.ui.conversation.finish import NOTHING, FinishGently

THANKS = "Thank you. We stop here for today."


@pytest.fixture
def finishing(room):
    """Give the last page, with nothing kept so far: then everything is asked there."""
    room.room.press("Finish gently")
    room.finish.wait_for(THANKS)
    return room


def walked(page, key=Qt.Key.Key_Tab):
    """Return what is visited from where the page begins, once around."""
    page.start()
    first = QApplication.focusWidget()
    order = [first]
    while len(order) < 60:
        QTest.keyClick(order[-1], key)
        at = QApplication.focusWidget()
        if at is first:
            return order
        order.append(at)
    raise AssertionError("no way around")


def out_of_order(page, order, direction):
    """Return the pairs of which the second is read before the first."""
    body = page._page.widget()
    found = []
    for one, other in pairwise(order):
        if body.isAncestorOf(one) != body.isAncestorOf(other):
            continue
        ground = body if body.isAncestorOf(one) else page.footer
        a, b = (QRect(w.mapTo(ground, QPoint()), w.size()) for w in (one, other))
        beside = (
            min(a.bottom(), b.bottom()) - max(a.top(), b.top()) > min(a.height(), b.height()) / 2
        )
        is_left = a.center().x() < b.center().x()
        right_to_left = direction == Qt.LayoutDirection.RightToLeft
        follows = is_left != right_to_left if beside else a.top() < b.top()
        if not follows:
            found.append((one.accessibleName(), other.accessibleName()))
    return found


def from_the_top(page, order):
    """Return the way around, begun with what stands first on the page."""
    body = page._page.widget()
    inside = [w for w in order if body.isAncestorOf(w)]
    top = min(inside, key=lambda w: w.mapTo(body, QPoint()).y())
    at = order.index(top)
    return [*order[at:], *order[:at]]


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("opened", [False, True])
def test_tab_follows_what_is_read(finishing, language, tag, opened):
    page = finishing.flow.findChild(FinishGently)
    if opened:
        page.later.open_button.click()
        page.read_back_button.click()
    language.use(tag)
    QApplication.processEvents()

    order = from_the_top(page, walked(page))

    # Cover keeps its corner in both directions and comes last in both.
    assert order[-1] is page.footer.cover_button
    assert out_of_order(page, order[:-1], page.layoutDirection()) == []
    body = page._page.widget()
    inside = [body.isAncestorOf(w) for w in order]
    assert inside == sorted(inside, reverse=True)  # all of the page, then its foot
    assert page.footer.forward_button in order


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_back_with_tab_visits_the_same_the_other_way(finishing, language, tag):
    page = finishing.flow.findChild(FinishGently)
    language.use(tag)
    QApplication.processEvents()

    there, back = walked(page), walked(page, Qt.Key.Key_Backtab)

    assert back == [there[0], *reversed(there[1:])]


@pytest.mark.parametrize("keeps", [Choice.YES, Choice.NO])
def test_under_a_hold_the_very_last_words_do_not_promise_that_it_can_be_erased(room, keeps):
    case_id = room.live().case.id
    room.profile.holds.place(case_id, "District court, file 4711")
    text = text_of_record(("en", "ti"))
    room.profile.conversations.agree(case_id, {ConsentItem.KEEP: keeps}, Manner.VOICE, text)
    room.room.press("Finish gently")
    room.finish.wait_for(THANKS)

    room.finish.finish()

    room.finish.wait_for("We are done for today")
    assert room.finish.reads("It cannot be erased for now: it has to be kept")
    assert not room.finish.reads("or have it erased")
    assert not room.finish.reads("its key is gone")
    assert not room.finish.reads("District court")


def test_without_a_hold_the_very_last_words_say_that_it_can_be_erased(room):
    room.room.press("Finish gently")
    room.finish.wait_for(THANKS)

    room.finish.finish()

    room.finish.wait_for("We are done for today")
    assert room.finish.reads("The person can come back any day, change it, or have it erased.")
    assert not room.finish.reads("cannot be erased")


def test_that_nothing_is_carried_stays_answered_on_the_way_to_another_page_and_back(finishing):
    page = finishing.flow.findChild(FinishGently)
    page.carry.set_answer(NOTHING)
    finishing.finish.press("What is possible")
    finishing.finish.wait_for("A safe place to sleep")

    finishing.finish.press("Finish gently")
    finishing.finish.wait_for(THANKS)

    again = finishing.finish
    again.wait_until(lambda: finishing.flow.findChildren(FinishGently)[-1] is not page, "the page")
    assert finishing.flow.findChildren(FinishGently)[-1].carries_nothing()

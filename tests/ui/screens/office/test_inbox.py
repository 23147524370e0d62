from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from intake_app.domain.circumstances import (
    AgeBand,
    Children,
    Circumstances,
    Danger,
    GenderWish,
    Party,
)
from intake_app.domain.contact import Checked
from intake_app.domain.ids import PacketId
from intake_app.domain.packet import OtherDatum, Status
from intake_app.domain.packet_bodies import Reason, ReceiptStatus
from intake_app.ui.shell.inbox import InboxPage
from intake_app.ui.shell.people import PeoplePage
from intake_app.ui.style import Look
from intake_app.ui.widgets.page import come_into_sight
from tests.pages.inbox import InboxView
from tests.pages.people import PeopleView

ALL_SAID = Circumstances(
    people=Party(
        adults=1,
        children=(
            Children(band=AgeBand.UNDER_SIX, count=2),
            Children(band=AgeBand.SIX_TO_TWELVE, count=1),
        ),
    ),
    region="The north",
    gender_wish=GenderWish.WOMAN,
    access=("no-stairs", "ramp"),
    danger=(Danger.THREATENED,),
    must_not_know="Anyone from the harbour",
)
GROUPS = ("need", "people", "languages", "name")


def plain(words):
    """Return words without the marks that isolate their direction."""
    return [w.replace("\u2068", "").replace("\u2069", "") for w in words]


def test_what_came_in_says_how_soon_what_for_and_from_whom(inbox):
    inbox.open_stick()

    assert inbox.report() == ["1 referral is in."]
    (row,) = inbox.rows()
    assert row == "24 h, A safe place to sleep · Adult, ትግርኛ · from Team A, not checked yet"


def test_who_it_is_stays_closed_until_it_is_accepted(inbox):
    inbox.open_stick()

    before, was_closed = inbox.words(), inbox.rest_is_closed()
    inbox.accept()

    assert "Marker-7Q" not in before
    assert was_closed
    assert "Marker-7Q" in inbox.words()
    assert not inbox.rest_is_closed()


def test_what_was_not_accepted_stays_closed(inbox):
    inbox.open_stick()

    inbox.decline()

    assert "Marker-7Q" not in inbox.words()
    assert inbox.rest_is_closed()


def test_what_a_desk_decides_on_stands_outside(inbox, desk, opened):
    inbox.open_stick()
    (arrived,) = desk.inbox.arrived()
    said = replace(arrived.referral, circumstances=ALL_SAID)

    inbox._page.pane.show_arrived(replace(arrived, referral=said))
    opened.settle()

    words = inbox.words()
    assert "Who comes: 1 adult · 2 children of 0 to 5 · 1 child of 6 to 12" in plain(words)
    assert "Where about: The north" in plain(words)
    assert "Would like to be helped by a woman." in words
    assert "A place needs: a way without stairs · ramp" in plain(words)
    assert "Danger: they are threatened" in plain(words)
    assert "Who must not know where they are: Anyone from the harbour" in plain(words)


def test_the_open_referral_is_read_in_each_of_its_languages(inbox):
    inbox.open_stick()
    inbox.accept()

    before = inbox.words()
    inbox.read_in("ar")

    assert "Marker-7Q" in before
    assert "Marker-7Q" in inbox.words()
    assert inbox.words() != before


def test_a_sender_that_was_not_checked_is_amber(inbox):
    inbox.open_stick()

    assert "Team A is not checked yet" in inbox.caution()


def test_a_sender_that_was_checked_is_not_amber(inbox, desk, worker):
    own = worker.contacts.own().fingerprint
    desk.contacts.verify(own, desk.contacts.digits(own), Checked.IN_PERSON)

    inbox.open_stick()

    assert inbox.caution() == ""


def test_accepting_writes_an_answer_that_the_sender_takes_in(inbox, worker, stick):
    inbox.open_stick()

    inbox.accept("From six o'clock")
    inbox.write_answers()

    assert "written and read back" in inbox.answers()
    report = worker.inbox.open_stick([stick])
    assert report.refused == ()
    (referral,) = worker.referrals.sent()
    assert referral.record.status is Status.ACCEPTED
    (answer,) = worker.inbox.answers().values()
    assert answer.receipt.note == "From six o'clock"


def test_an_answer_made_waits_for_a_stick_also_after_the_page_is_opened_anew(inbox, opened, desk):
    inbox.open_stick()
    inbox.decline()

    again = InboxView(opened(InboxPage, desk), opened.settle)

    assert "not on a stick yet" in again.answers()
    assert "you cannot" in again.rows()[0]


def test_a_stick_that_was_pulled_out_is_told_and_the_answer_stays(
    inbox, desk, stick, tmp_path, surroundings
):
    inbox.open_stick()
    inbox.accept()
    stick.rename(tmp_path / "elsewhere")

    inbox.write_answers()

    assert surroundings.problems.said()
    assert desk.inbox.unsent() == 1


def test_a_referral_whose_sender_is_unknown_now_is_read_but_not_answered(inbox, desk, opened):
    inbox.open_stick()
    desk._place.do(lambda unit: unit.contacts._transaction.execute("DELETE FROM contact"))

    again = InboxView(opened(InboxPage, desk), opened.settle)

    assert "unknown sender now" in again.rows()[0]
    assert "The sender is unknown now" in again.caution()
    assert not again._page.answer.accept.isVisible()


def test_data_of_a_newer_program_is_shown_as_plain_text(inbox, desk, opened):
    inbox.open_stick()
    (arrived,) = desk.inbox.arrived()
    newer = (OtherDatum(name="body.colour", value="<b>blue</b>"),)

    inbox._page.pane.show_arrived(replace(arrived, other=newer))
    opened.settle()

    assert "Other data from a newer program" in inbox.words()
    assert "body.colour: <b>blue</b>" in inbox.words()


def test_an_office_says_from_which_day_it_can_help_and_the_sender_reads_it(inbox, worker, stick):
    inbox.open_stick()

    inbox.can_help_from("2031", "2", "7")
    inbox.write_answers()

    worker.inbox.open_stick([stick])
    (answer,) = worker.inbox.answers().values()
    assert answer.receipt.status is ReceiptStatus.LATER
    assert answer.receipt.start == dt.date(2031, 2, 7)
    assert "you can help from 7 Feb" in inbox.rows()[0]


def test_half_a_day_is_not_sent(inbox, desk):
    inbox.open_stick()

    inbox.can_help_from("2031", "2", "")

    assert inbox._page.answer.later_form.problem.said().startswith("Give the whole day")
    assert desk.inbox.unsent() == 0


def test_a_day_that_has_passed_is_told_beside_the_field_and_not_sent(inbox, desk):
    inbox.open_stick()
    form = inbox._page.answer.later_form

    inbox.can_help_from("2020", "2", "7")
    told = form.problem.said()
    form.day.edited.emit("2020-02-07")
    while_typing = form.problem.said()
    form.day.edited.emit("2020-02")

    assert told == "This day has passed. If you can help now, accept."
    assert while_typing == told
    assert form.problem.isHidden()
    assert desk.inbox.unsent() == 0


def test_today_is_a_day_from_which_an_office_can_help(inbox, desk):
    inbox.open_stick()
    today = desk.person_days.today()

    inbox.can_help_from(str(today.year), str(today.month), str(today.day))

    assert desk.inbox.unsent() == 1


def test_an_office_says_why_it_cannot_and_the_sender_reads_it(
    inbox, worker, stick, surroundings, opened
):
    inbox.open_stick()

    inbox.decline("Ask again in May", Reason.FULL)
    inbox.write_answers()

    worker.inbox.open_stick([stick])
    people = PeopleView(opened(PeoplePage, worker))
    assert "you cannot. No free place." in plain(inbox.rows())[0]
    assert "cannot: No free place. Ask again in May" in plain(people.rows())[0]


def test_after_accepting_the_person_may_be_there_and_it_may_be_closed(inbox, desk):
    inbox.open_stick()
    first = inbox.ways()

    inbox.accept()
    accepted = inbox.ways()
    inbox.press("there")
    there = inbox.ways()
    inbox.press("close_it")

    assert first == ["Accept", "We can help later", "Ask", "We cannot"]
    assert accepted == ["Ask", "We cannot", "Close it", "The person is there"]
    assert there == ["Accept", "Ask", "Close it"]
    assert inbox.ways() == ["Accept"]
    (arrived,) = desk.inbox.arrived()
    assert arrived.answered.status is ReceiptStatus.CLOSED


def test_a_day_half_typed_is_not_taken_to_another_referral(inbox, desk, opened):
    inbox.open_stick()
    panel = inbox._page.answer
    panel.later.click()
    panel.later_form.day.set_value("2031-02-07")
    (arrived,) = desk.inbox.arrived()

    panel.show_arrived(arrived)
    stays = panel.later_form.day.value()
    another = replace(arrived, record=replace(arrived.record, id=PacketId("another")))
    panel.show_arrived(another)

    assert stays == "2031-02-07"
    assert panel.later_form.day.value() == ""
    assert panel.later_form.isHidden()


def test_the_reasons_are_whole_in_sight_when_they_are_asked_for(inbox, opened):
    inbox.open_stick()
    panel = inbox._page.answer

    panel.decline.click()
    opened.settle()

    form = panel.why_form
    assert form.height() >= form.layout().heightForWidth(form.width())
    assert form.why.buttons()[0].hasFocus() or not form.window().isActiveWindow()
    assert form.send.visibleRegion().boundingRect().size() == form.send.size()


@pytest.mark.parametrize("tag", ["en", "ar", "ti"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_words_and_the_ways_to_answer_are_both_in_sight(inbox, opened, look, tag, scale):
    inbox.open_stick()
    page = inbox._page
    page.language.use(tag)
    look(Look(scale=scale))
    page.resize(1366, 580)  # what the bars of the window leave of 690
    opened.settle()

    panel = page.answer
    ways = (panel.accept, panel.later, panel.ask, panel.decline)
    assert all(way.visibleRegion().boundingRect().size() == way.size() for way in ways)
    words = page._words.viewport()
    assert words.height() > panel.height()
    assert words.height() > page.height() / 3


@pytest.mark.parametrize("tag", ["en", "ar", "ti"])
def test_in_large_text_the_word_with_an_answer_is_at_the_end_of_the_words(inbox, opened, look, tag):
    inbox.open_stick()
    page = inbox._page
    page.language.use(tag)
    look(Look(scale=2.0))
    page.resize(1366, 580)
    opened.settle()
    note = page.answer.note

    come_into_sight(note)
    opened.settle()

    assert note.visibleRegion().boundingRect().size() == note.size()
    look(Look())
    opened.settle()
    assert page.answer.isAncestorOf(note)


def test_in_large_text_nothing_of_an_answer_that_was_given_is_cut(inbox, opened, look):
    inbox.open_stick()
    look(Look(scale=2.0))
    page = inbox._page
    page.resize(1366, 580)
    opened.settle()

    page.answer.accept.click()
    opened.settle()

    panel = page.answer
    for part in (panel.digits, panel.there, panel.close_it):
        come_into_sight(part)
        opened.settle()
        assert part.visibleRegion().boundingRect().size() == part.size()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("is_here", [True, False])
def test_nothing_is_said_of_accepting_beside_what_was_taken_back(  # noqa: PLR0917 - the two offices
    inbox, worker, sent, stick, look, scale, is_here
):
    look(Look(scale=scale))
    file = next(stick.rglob(sent.sealed_name))
    if is_here:
        inbox.open_stick()
    else:
        file.unlink()
    worker.taking_back.stop_sharing(sent.case_id)
    worker.inbox.send_answers(stick)

    inbox.open_stick()

    answer = inbox._page.answer
    assert inbox._page.notice.isVisible()
    assert not answer.closed.isVisible()
    assert not answer.note.isVisible()

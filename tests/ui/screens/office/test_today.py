from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.domain.ids import show_code
from intake_app.domain.packet_bodies import ReceiptStatus
from intake_app.domain.rights import DateKind
from intake_app.ui.shell.readiness import read_readiness
from intake_app.ui.shell.standing import FIRST_ROWS
from intake_app.ui.shell.today import TodayPage
from intake_app.ui.style import Look
from tests.pages.today import TodayView
from tests.services.conftest import opening, share
from tests.vault.cheap import PASSPHRASE


@pytest.fixture
def live(worker):
    """Give a conversation that stopped in the middle."""
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R07"), "no").saved.result()
    live.pause().saved.result()
    return live


@pytest.fixture
def record(worker, live, shelter, stick):
    """Give a referral that was sent."""
    share(worker, live.case.id, shelter, "need")
    record = worker.referrals.make(live.case.id, shelter)
    worker.referrals.send(record.id, stick)
    return record


@pytest.fixture
def accepted(worker, desk, record, stick):
    """Give that referral, accepted, and the answer taken in."""
    desk.inbox.open_stick([stick])
    desk.inbox.answer(record.id, ReceiptStatus.ACCEPTED, "From six")
    desk.inbox.send_answers(stick)
    worker.inbox.open_stick([stick])
    return record


def today(opened, profile):
    page = opened(TodayPage, profile)
    return page, TodayView(page)


def test_an_empty_day_says_so_and_what_to_do_first(opened, program, tmp_path):
    newcomer = program.profiles.create(tmp_path / "new", PASSPHRASE, language="en")
    try:
        _, view = today(opened, newcomer)

        assert view.is_empty()
        assert view.asks_for_first_steps()
    finally:
        newcomer.close()


def test_a_day_that_is_due_says_so_without_saying_what(opened, worker, live, qtbot):
    today_is = worker.person_days.today()
    worker.person_days.add(live.case.id, DateKind.HEARING, today_is, "Room 4")
    page, view = today(opened, worker)

    (due,) = [row for row in view.waiting() if "due" in row]

    assert due == f"{show_code(live.case.code)}, due today"
    assert not any("Room 4" in row or "Hearing" in row for row in view.waiting())
    with qtbot.waitSignal(page.after_asked) as asked:
        view.press("See")
    assert asked.args == [live.case.id, "rights"]


def test_a_day_that_passed_stays_until_it_is_done(opened, worker, live, clock):
    day = worker.person_days.add(live.case.id, DateKind.PAPER, worker.person_days.today())
    clock.forward(days=2)
    _, view = today(opened, worker)
    late = [row for row in view.waiting() if "due since Sun, 1 Mar" in row]

    worker.person_days.set_done(day, done=True)
    _, view = today(opened, worker)

    assert len(late) == 1
    assert not any("due" in row for row in view.waiting())


def test_an_office_with_a_card_is_not_told_of_first_steps(opened, worker):
    _, view = today(opened, worker)

    assert view.is_empty()
    assert not view.asks_for_first_steps()


def test_a_conversation_that_stopped_waits_with_its_time(opened, worker, live, language):
    page, view = today(opened, worker)
    now = page.language.catalog.formats.time(page._surroundings.program.clock.now())

    (row,) = view.waiting()

    assert row.startswith(f"{live.case.code[:3]} {live.case.code[3:]}, stopped, ")
    assert row.endswith(f", today {now}")


@pytest.mark.parametrize("tag", ["en", "ar", "ti"])
def test_nobody_reads_on_today_what_a_conversation_was_about(opened, worker, live, language, tag):
    live.answer(live.node_named("R12"), "yes").saved.result()
    names = {label.text for topic in live.topics_in((tag,)) for label in topic.labels}
    _, view = today(opened, worker)

    language.use(tag)

    (row,) = view.waiting()
    assert names
    assert not any(name in row for name in names)


def test_going_on_names_the_conversation(opened, worker, live, qtbot):
    page, view = today(opened, worker)

    with qtbot.waitSignal(page.resumed) as told:
        view.press("Go on")

    assert told.args == [live.interview.id]


def test_an_office_that_has_not_answered_is_named(opened, worker, record, qtbot):
    page, view = today(opened, worker)

    with qtbot.waitSignal(page.referral_asked) as told:
        view.press("See")

    assert "House B has not answered since today" in view.waiting()[1]
    assert told.args == [record.case_id]


def test_an_answer_that_came_is_told_with_its_note_and_leaves_after_a_while(
    opened, worker, accepted, clock
):
    page, view = today(opened, worker)
    told = view.waiting()[1]
    clock.forward(days=30)
    page.refresh()
    opened.settle()

    assert told.endswith("House B accepted: From six")
    assert len(view.waiting()) == 1


def test_the_latest_wait_on_top_and_no_one_is_out_of_reach(opened, worker):
    finished = 2 * FIRST_ROWS + 1
    waiting = [worker.conversations.begin(opening()).case.code for _ in range(FIRST_ROWS + 1)]
    for _ in range(finished):
        worker.conversations.finish(worker.conversations.begin(opening()))
    page, view = today(opened, worker)
    first = view.waiting()

    page.rows.more.click()
    opened.settle()

    assert len(first) == FIRST_ROWS
    assert {row[:7].replace(" ", "") for row in view.waiting()} == set(waiting)


def test_starting_is_asked_of_the_shell(opened, worker, qtbot):
    page, view = today(opened, worker)

    with qtbot.waitSignal(page.started):
        view.begin()


def test_the_line_at_the_foot_says_the_time_of_the_clock(opened, worker):
    page, view = today(opened, worker)
    now = page.language.catalog.formats.time(page._surroundings.program.clock.now())

    assert f"clock {now}" in view.ready()
    assert "free disk space" in view.ready()


def test_the_line_at_the_foot_is_in_sight_however_many_wait(opened, worker):
    for _ in range(FIRST_ROWS):
        worker.conversations.begin(opening())
    _, view = today(opened, worker)

    assert view.sees_ready()


def test_in_the_largest_text_the_line_at_the_foot_leaves_the_rows_the_room(opened, worker, look):
    look(Look(scale=2.0))
    worker.conversations.begin(opening())
    _, view = today(opened, worker)
    before = view.sees_ready()

    view.scroll_down()

    assert not before
    assert view.sees_ready()


@pytest.mark.parametrize(
    ("capacity", "percent"), [("82\n", 82), ("broken", None), ("130", None), (None, None)]
)
def test_the_battery_is_told_only_when_the_computer_knows_it(tmp_path, capacity, percent):
    battery = tmp_path / "BAT0"
    battery.mkdir()
    if capacity is not None:
        (battery / "capacity").write_text(capacity, encoding="ascii")

    assert read_readiness(tmp_path, tmp_path).battery == percent


def test_the_lead_is_to_be_told_by_number_and_without_why(opened, worker, live, clock):
    worker.telling_lead.is_due(live.case.id)
    page, view = today(opened, worker)
    before = view.waiting()[0]
    clock.forward(minutes=5)

    view.press("Told")
    opened.settle()
    after = view.waiting()[0]
    view.press("Undo")
    opened.settle()

    code = show_code(live.case.code)
    time = page.language.catalog.formats.time(clock.now())
    assert before == f"{code}, tell the lead"
    assert after == f"{code}, the lead was told, today {time}"
    assert view.waiting()[0] == before


def test_what_the_lead_was_told_goes_from_the_day_after_a_while(opened, worker, live, clock):
    worker.telling_lead.is_due(live.case.id)
    worker.telling_lead.tell(live.case.id)
    clock.forward(hours=13)

    _, view = today(opened, worker)

    assert not any("lead" in row for row in view.waiting())


def test_a_request_to_erase_that_is_held_says_so(opened, worker, live, clock):
    worker.taking_back.ask_in_person(live.case.id)
    worker.holds.place(live.case.id, "District court, file 4711")
    clock.forward(days=4)

    _, view = today(opened, worker)

    (row,) = [row for row in view.waiting() if "asked to be erased" in row]
    assert row.endswith("has to be kept for now")
    assert not any("4711" in each for each in view.waiting())


def test_what_was_taken_back_says_who_did_and_by_when_it_is_answered(  # noqa: PLR0917 - two offices
    opened, worker, desk, record, stick, clock, qtbot
):
    desk.inbox.open_stick([stick])
    worker.taking_back.stop_sharing(record.case_id)
    worker.inbox.send_answers(stick)
    desk.inbox.open_stick([stick])
    page, view = today(opened, desk)
    due = page.language.catalog.formats.date(clock.now() + timedelta(days=28))

    assert view.waiting() == [f"Team A took something back: answer by {due}"]
    with qtbot.waitSignal(page.notice_asked):
        view.press("See")

    clock.forward(days=29)
    _, view = today(opened, desk)
    assert view.waiting() == [f"Team A took something back: the answer was due {due}"]

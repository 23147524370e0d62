"""After the questions: a second talk, the plan, rights and days, options, the summary."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.domain.answer import AnswerState
from intake_app.domain.case import AgeBranch
from intake_app.domain.remark import Wish
from intake_app.domain.rights import DateKind
from intake_app.services.forms import PLAN_FORM
from tests.pages.after import AfterPages
from tests.pages.person import TurnedPage
from tests.services.conftest import opening

THANKS = "Thank you. We stop here for today."
WAYS = ("Needs and safety", "Plan", "What is possible", "Summary")


@pytest.fixture
def after(talk):
    """Give the pages after the questions."""
    return AfterPages(talk.window)


@pytest.fixture
def finishing(room, after):
    """Give the last page of a talk that has just begun."""
    room.room.press("Finish gently")
    after.wait_for(THANKS)
    return room


def live_of(room):
    return room.flow.room().live


def say(room, **answers):
    live = live_of(room)
    for name, value in answers.items():
        live.answer(live.node_named(name), value, language="en").saved.result()


def finish_with(room, after, **answers):
    say(room, **answers)
    room.room.press("Finish gently")
    after.wait_for(THANKS)


def planned(room, after, **answers):
    """Fill in the second talk of this person, and go to the plan."""
    room.room.press("Finish gently")
    after.press("Needs and safety")
    after.wait_until(lambda: live_of(room).interview.form_id == PLAN_FORM, "the second talk")
    finish_with(room, after, **answers)
    after.press("Plan")
    after.wait_for("How much danger the person feels")
    after.wait_for("A lot") if "N16" in answers else after.wait_for("Plan together")


def test_needs_and_safety_opens_a_second_talk_and_leads_back_to_the_first(finishing, after):
    after.press("Needs and safety")
    after.wait_for("What do you need in the next hour?")

    finishing.room.press("Finish gently")
    after.press("Back to the first talk")
    after.wait_until(
        lambda: live_of(finishing).interview.form_id != PLAN_FORM, "the first talk again"
    )

    assert len(finishing.profile.conversations.lines()) == 1


@pytest.mark.parametrize("age", [AgeBranch.UNDER_18, AgeBranch.MAYBE_UNDER_18])
def test_whoever_may_be_under_18_is_offered_rights_and_days_only(talk, after, age):
    live = talk.profile.conversations.begin(opening(age=age))
    talk.flow.resume(live.interview.id)
    talk.room.wait_for("You can stop here.")
    talk.room.press("Finish gently")
    after.wait_for(THANKS)

    assert after.offers("Rights and my days")
    assert not any(after.offers(way) for way in WAYS)


def test_the_plan_shows_both_estimates_and_that_the_persons_stands(room, after):
    planned(room, after, N16="great", N17="little", N19="A neighbour", leaving_week="Copy it")

    own, mine = after.place_of("A lot"), after.place_of("A little")
    assert own.x() < mine.x()
    assert after.reads("They differ: the person's stands.")
    assert after.place_of("A neighbour").x() < after.place_of("Copy it").x()


def test_a_line_of_the_plan_leads_to_its_question(room, after):
    planned(room, after, N16="great", N19="A neighbour")

    after.press("What already helps you to stay safe?: Change")

    after.wait_for("What already helps you to stay safe?")
    assert room.room.text_in_hand() == "A neighbour"


def test_the_list_to_take_along_is_written_where_it_is_wanted(room, after, surroundings, tmp_path):
    planned(room, after, N16="great", N19="A neighbour", N27="nothing")
    assert after.reads("The person said that nothing can be carried safely.")
    surroundings.files.path = tmp_path / "notes.pdf"

    after.press("A list to take along")
    after.wait_for("The paper is ready. Print it, then delete the file.")

    assert (tmp_path / "notes.pdf").read_bytes().startswith(b"%PDF")


def test_a_right_that_was_explained_stays_ticked(finishing, after):
    after.press("Rights and my days")
    after.wait_for("Help costs nothing")
    after.explain("You can say no")
    case = live_of(finishing).case.id
    remarks = finishing.profile.remarks
    after.wait_until(lambda: remarks.explained(case) == {"xx:no"}, "kept")

    after.press("Back")
    after.wait_for(THANKS)
    after.press("Rights and my days")
    after.wait_for("Help costs nothing")

    assert after.explained() == ["You can say no"]


def test_a_pack_says_who_wrote_it_and_warns_when_its_day_is_over(finishing, after, clock):
    after.press("Rights and my days")
    after.wait_for("The Intake project; not checked by a lawyer")
    assert after.reads("A draft, not checked by a lawyer.")

    clock.forward(days=3 * 365)
    after.press("United Kingdom")

    after.wait_for("Out of date: it should have been looked at again.")
    assert after.reads("Who decides")


def test_a_day_is_written_down_done_taken_away_and_brought_back(finishing, after):
    days = finishing.profile.person_days
    case = live_of(finishing).case.id
    after.press("Rights and my days")
    after.wait_for("No day is written down.")

    after.press("Keep this day")
    assert after.reads("Choose what it is for, and give the whole day.")
    after.add_day("Hearing", "2026", "12", "1", "Room 4")
    after.wait_for("Tue \u00b7 1 Dec 2026")
    after.press("Tue \u00b7 1 Dec 2026: Take away")
    after.wait_for("No day is written down.")
    after.press("Undo: bring the day back")
    after.wait_for("Tue \u00b7 1 Dec 2026")

    (kept,) = days.of_case(case)
    assert (kept.kind, kept.note, kept.on_copy) == (DateKind.HEARING, "Room 4", True)


def test_a_wish_is_kept_answers_the_question_about_help_and_leads_to_a_service(finishing, after):
    after.press("What is possible")
    after.wait_for("A bed, food and rest")
    assert not after.offers("Look for a service")

    after.choose_option("A lawyer", "Yes, please")

    after.wait_for("Look for a service")
    case = live_of(finishing).case.id
    assert finishing.profile.remarks.wishes(case) == {"lawyer": Wish.YES}
    live = live_of(finishing)
    assert live.question(live.node_named("R15")).value == "lawyer"
    after.press("Look for a service")
    after.wait_for("There is no office yet that you can refer to.")


def test_every_option_says_what_can_go_wrong_and_whether_one_can_say_no(finishing, after):
    after.press("What is possible")
    after.wait_for("A bed, food and rest")

    after.press("Nothing for now")

    assert after.reads("What can go wrong")
    assert after.reads("You can change your mind any day.")


def test_the_summary_shows_answers_and_no_number_or_verdict(room, after):
    finish_with(room, after, R05="neither", R07="yes", R06="all")

    after.press("Summary")
    after.wait_for("What happened")

    assert after.reads("Someone else has the papers")
    assert after.reads("Who has your papers and your phone now? Someone else has them")
    assert after.reads("several things said")
    shown = " ".join(after.texts()).casefold()
    for word in ("victim", "score", "strong", "negative", "likely", "%", "d5.1"):
        assert word not in shown


def test_what_is_open_leads_to_its_question(room, after):
    finish_with(room, after, R05="neither")
    after.press("Summary")
    after.wait_for("Still open: can be asked, need not be")

    after.press("Is there a debt you have to work for?")

    after.wait_for("You can stop here.")
    assert after.reads("Is there a debt you have to work for?")


def test_a_reading_without_an_answer_is_refused_and_one_with_is_kept(room, after):
    finish_with(room, after, R05="neither")
    after.press("Summary")
    after.wait_for("Someone else has the papers")
    after.fill("How I read it, in my own words", "Somebody holds on to her")

    after.press("Keep my reading")
    after.wait_for("This rests on no answer yet.")
    after.press("Who has your papers and your phone now? Someone else has them")
    after.press("Keep my reading")

    case = live_of(room).case.id
    summaries = room.profile.summaries
    after.wait_until(lambda: summaries.of(case, "en").reading is not None, "kept")
    reading = summaries.of(case, "en").reading
    assert (reading.text, reading.shared) == ("Somebody holds on to her", False)
    assert not after.reads("What the person says to that")


def test_the_person_may_answer_a_reading_that_is_shared(room, after):
    finish_with(room, after, R05="neither")
    after.press("Summary")
    after.wait_for("Someone else has the papers")
    after.fill("How I read it, in my own words", "Somebody holds on to her")
    after.press("Who has your papers and your phone now? Someone else has them")
    after.press("The person may read it, and may share it")
    after.press("Keep my reading")
    after.wait_for("What the person says to that")

    after.fill("What the person says to that", "It was the aunt")
    after.press("Keep what they say")

    case = live_of(room).case.id
    summaries = room.profile.summaries
    after.wait_until(lambda: summaries.of(case, "en").comment is not None, "kept")
    assert summaries.of(case, "en").comment.text == "It was the aunt"


@pytest.mark.parametrize("way", ["Plan", "Rights and my days", "What is possible", "Summary"])
def test_every_page_can_be_left_by_cover_pause_and_back(finishing, after, qtbot, way):
    after.press(way)
    after.wait_until(lambda: not after.reads(THANKS), "the page")
    with qtbot.waitSignal(finishing.flow.cover_asked):
        after.press("Opening hours")

    after.press("Back")
    after.wait_for(THANKS)
    after.press(way)
    after.key("F8")

    after.wait_for("Another topic")


# -- situations (domain, S07, S08, S19) ------------------------------------------------


def test_s07_who_was_made_to_cheat_others_hears_of_protection_and_a_lawyer(room, after):
    finish_with(room, after, R08_gate="yes", R09="online", R03="yes")

    after.press("Summary")
    after.wait_for("Made to do something against the law")
    after.press("Back")
    after.wait_for(THANKS)
    after.press("Rights and my days")
    after.wait_for("If you were made to break the law")
    assert after.reads("A contract you signed, or school you went to, changes nothing")
    after.press("Back")
    after.wait_for(THANKS)
    after.press("What is possible")
    after.choose_option("A lawyer", "Yes, please")

    after.wait_for("Look for a service")


def test_s08_normal_answers_and_papers_with_madam_are_one_thing_and_not_enough(room, after):
    finish_with(
        room, after, R05="neither", R06="all", R07="no", R04="can-leave", R10="no", R11="no",
        R08_gate="yes", R08="no", R09="nothing",
    )  # fmt: skip

    after.press("Summary")
    after.wait_for("Someone else has the papers")

    assert not after.reads("several things said")
    assert after.reads("not enough to say")
    assert "\u2713" not in " ".join(after.texts())
    case = live_of(room).case.id
    here = {d.id: d for d in room.profile.summaries.of(case, "en").dimensions}["pressed-here"]
    assert here.signs == ("D5.1",)


def test_s08_what_she_would_rather_not_say_is_never_shown_as_a_no(room, after):
    live = live_of(room)
    for name in ("R03", "R06", "R07", "R04", "R10", "R11"):
        live.leave(live.node_named(name), AnswerState.DECLINED).saved.result()
    room.room.press("Finish gently")
    after.wait_for(THANKS)

    after.press("Summary")
    after.wait_for("not enough to say")

    assert not after.reads("nothing said about this so far")


def test_s19_in_detention_who_holds_until_when_and_the_lawyer_first(finishing, after):
    after.press("Rights and my days")
    after.wait_for("If you are held somewhere")
    assert after.reads("What is said while someone else is in the room is not private.")
    assert not after.reads("secret")
    after.add_day("Held until", "2026", "12", "5", "Border post, second floor")
    after.wait_for("Sat \u00b7 5 Dec 2026")
    after.press("Back")
    after.wait_for(THANKS)
    after.press("What is possible")
    after.choose_option("A lawyer", "Yes, please")
    after.wait_for("Look for a service")

    case = live_of(finishing).case.id
    (day,) = finishing.profile.person_days.of_case(case)
    assert (day.kind, day.note) == (DateKind.HELD, "Border post, second floor")


def test_s19_where_it_is_not_safe_nothing_is_asked_or_kept(talk, after):
    talk.begin()
    talk.opening.safe_here(talk="2")
    after.wait_for("Not here, not now")

    assert after.reads("Nothing was written down.")
    assert talk.profile.conversations.lines() == []


def test_languages_switch_on_every_page_without_losing_it(finishing, after, language):
    for way in ("Plan", "Rights and my days", "What is possible", "Summary"):
        language.use("en")
        after.press(way)
        after.wait_until(lambda: not after.reads(THANKS), "the page")
        page = finishing.flow.current()
        for tag in ("ar", "ti", "en"):
            language.use(tag)
            QApplication.processEvents()
        assert finishing.flow.current() is page
        after.press("Back")
        after.wait_for(THANKS)


def test_a_person_of_the_list_has_the_same_ways_without_a_room(talk, after, worker, qtbot):
    live = worker.conversations.begin(opening())
    worker.conversations.finish(live)
    talk.flow.after(live.case.id, "plan")
    after.wait_for("Plan together")
    assert not after.offers("Pause")

    after.press("Plan together")
    after.wait_for("You can stop here.")

    assert live_of(talk).interview.form_id == PLAN_FORM
    talk.flow.after(live.case.id, "summary")
    after.wait_for("What happened")


def test_leaving_a_page_of_the_list_leaves_the_conversation(talk, after, worker, qtbot):
    live = worker.conversations.begin(opening())
    talk.flow.after(live.case.id, "rights")
    after.wait_for("Help costs nothing")

    with qtbot.waitSignal(talk.flow.left):
        after.press("Back")


def test_the_persons_side_is_turned_back_before_a_summary_is_shown(room, after):
    turned = TurnedPage(room.window)
    room.go_to("R05")
    room.room.key("F7")
    turned.wait_until(turned.is_turned, "turned")

    room.flow.stage.finish_asked.emit()
    after.wait_for(THANKS)
    after.press("Summary")
    after.wait_for("What happened")

    assert not turned.is_turned()

"""A date of another calendar beside an answer: as given, with a range, here and where it goes."""

from __future__ import annotations

import pytest

from intake_app.domain.answer import AnswerState
from intake_app.domain.given_date import Calendar, GivenDate
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.direction import without_isolates
from intake_app.packet.inner import read_inside
from intake_app.packet.opening import reopen
from intake_app.services.after_words import said_words
from intake_app.services.forms import PLAN_FORM
from intake_app.services.given_dates import given_dates
from intake_app.services.own_paper import plan_card, plan_sheet
from tests.report.reading import pages
from tests.services.conftest import opening, share

ASOJ = GivenDate(calendar=Calendar.BIKRAM_SAMBAT, year=2079, month=6)
SAID = "In Asoj 2079"
RANGE = "Sept 2022 and 17 Oct 2022"


@pytest.fixture
def live(worker):
    live = worker.conversations.begin(opening())
    node = live.node_named("R03_note")
    live.answer(live.node_named("R03"), "yes").saved.result()
    live.answer(node, SAID, language="en").saved.result()
    live.give_date(node, ASOJ).saved.result()
    return live


def disclosed(worker, live, shelter):
    """Return the answers that leave, by their node, as the receiver reads them."""
    record = worker.referrals.make(live.case.id, shelter)
    own = worker._place.vault.signer.fingerprint
    body = reopen(record.envelope, sender=own, manifest_hash=record.manifest_hash).body
    body = body.with_inside(read_inside(record.inside, body.inner))
    return {answer.node: answer for group in body.groups for answer in group.answers}


def beside(live):
    return given_dates(live.journal.events).get(live.node_named("R03_note"))


def test_the_words_stay_and_the_date_stands_beside_them(live):
    assert live.question(live.node_named("R03_note")).value == SAID
    assert beside(live) == ASOJ


def test_more_words_leave_it_and_no_words_take_it_along(live):
    node = live.node_named("R03_note")
    live.answer(node, SAID + ", in the rain").saved.result()
    after_more = beside(live)
    live.leave(node, AnswerState.DECLINED).saved.result()

    assert after_more == ASOJ
    assert beside(live) is None


def test_it_can_be_taken_away(live):
    live.give_date(live.node_named("R03_note"), None).saved.result()

    assert beside(live) is None


def test_the_receiver_reads_what_was_said_and_the_range_and_no_day(worker, live, shelter):
    share(worker, live.case.id, shelter, "account")

    found = disclosed(worker, live, shelter)

    dated = found[live.node_named("R03_note")]
    assert dated.value == SAID
    assert dated.shown["en"].startswith(SAID)
    assert "Sept 2022 and 17 Oct 2022" in dated.shown["en"]


def test_a_date_given_where_a_day_of_ours_is_asked_is_made_no_day_of_ours(worker, live, shelter):
    plan = worker.further.open(live.case.id, PLAN_FORM)
    for name in ("danger_gate", "N13"):
        plan.answer(plan.node_named(name), "yes").saved.result()
    day = plan.node_named("N13_day")
    plan.give_date(day, ASOJ).saved.result()
    share(worker, live.case.id, shelter, "account")

    dated = disclosed(worker, live, shelter)[day]

    assert dated.value == ""
    assert "Asoj" in dated.shown["en"]
    assert "Sept 2022 and 17 Oct 2022" in dated.shown["en"]


def test_the_person_reads_both(worker, live):
    found = worker.my_information.read(live.case.id, ("en",))

    node = live.node_named("R03_note")
    entry = next(e for topic in found.topics for e in topic.entries if e.node == node)
    (english,) = [text.text for text in entry.shown if text.asked == "en"]
    assert english.startswith(SAID)
    assert "between" in english


@pytest.mark.usefixtures("qapp")
def test_the_plan_says_the_days_it_can_be_on_the_screen_and_on_paper(worker, live):
    plan = worker.further.open(live.case.id, PLAN_FORM)
    node = plan.node_named("N19")
    plan.answer(node, SAID, language="en").saved.result()
    plan.give_date(node, ASOJ).saved.result()

    found = worker.safety_plans.of(live.case.id, ("en",))

    (step,) = found.at("any", "now")
    words = without_isolates(said_words(step.view, Catalog("en")))
    assert words.startswith(SAID)
    assert RANGE in words
    for pdf in (plan_card(found, "en"), plan_sheet(found, "en")):
        assert RANGE in " ".join(" ".join(pages(pdf)).split())


def test_a_step_of_the_plan_may_be_such_a_date_alone(worker, live):
    plan = worker.further.open(live.case.id, PLAN_FORM)
    plan.give_date(plan.node_named("N19"), ASOJ).saved.result()

    found = worker.safety_plans.of(live.case.id, ("en",))

    (step,) = found.at("any", "now")
    assert RANGE in said_words(step.view, Catalog("en"))


def test_the_summary_says_the_days_it_can_be(worker, live):
    found = worker.summaries.of(live.case.id, "en")

    node = live.node_named("R03_note")
    (evidence,) = [e for e in found.words if e.view.node == node]
    assert RANGE in said_words(evidence.view, Catalog("en"))


@pytest.mark.usefixtures("qapp")
def test_the_persons_copy_says_the_days_it_can_be(worker, live):
    text = " ".join(pages(worker.my_information.pdf(live.case.id, "en")))

    assert SAID in " ".join(text.split())
    assert RANGE in " ".join(text.split())

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from intake_app.domain.answer import AnswerState
from intake_app.domain.referral import HELP_AS_NEEDED, SharedGroup, Urgency
from tests.report.reading import pages, streams
from tests.report.referrals import (
    ARABIC_STORY,
    TIGRINYA_ANSWER,
    answer,
    pdf_of,
    referral,
)

pytestmark = pytest.mark.usefixtures("qapp")


def words_of(pdf: bytes) -> str:
    """Return all that a PDF says."""
    return " ".join(pages(pdf))


def test_everything_that_was_agreed_stands_in_both_languages():
    said = words_of(pdf_of(referral(), "en", "ar"))

    for expected in (
        "Shared with North Shelter",
        "From Kitchen Table Team",
        "A bed for tonight, and a doctor tomorrow",
        "30 May 2026",
        "They may not pass it on.",
        "Nothing goes to police or immigration, also not passed on.",
        "Today or tonight",
        "A safe place to sleep",
        "Call Ruth after six",
        "When is a good time to call?",
        "متى يكون الاتصال مناسبا؟",
        "In the morning",
        "في الصباح",
        "+961 3 123 456",
        "A bruise on the left arm",
        TIGRINYA_ANSWER,
        ARABIC_STORY,
    ):
        assert expected in said, expected


def test_the_usual_purpose_stands_in_the_language_of_each_column():
    usual = replace(referral().terms, purpose=HELP_AS_NEEDED)

    said = words_of(pdf_of(replace(referral(), terms=usual), "en", "ar"))

    assert "help with what is needed" in said
    assert "المساعدة فيما يلزم" in said
    assert HELP_AS_NEEDED not in said


def test_a_reason_for_no_answer_stands_in_words():
    said = words_of(pdf_of(referral(), "en"))

    assert "Does someone keep your passport? Rather not say" in said


def test_a_question_without_anything_is_not_asked():
    bare = answer("bare", {"en": "Where?"}, {})

    said = words_of(pdf_of(referral(SharedGroup(group="need", answers=(bare,))), "en"))

    assert "Where? Not asked" in said


def test_the_source_of_an_answer_and_its_interpreter_are_told():
    said = words_of(pdf_of(referral(), "en"))

    assert "Said by the person · through Interpreter A" in said
    assert "A bruise on the left arm I saw it" in said


def test_somebodys_own_words_stand_once_and_a_number_in_every_column():
    said = words_of(pdf_of(referral(), "en", "ar"))

    assert said.count(ARABIC_STORY) == 1
    assert said.count("+961 3 123 456 ") - ARABIC_STORY.count("+961 3 123 456 ") == 2


def test_what_was_not_shared_is_not_there():
    nothing = replace(
        referral(), age=None, urgency=Urgency.UNSAID, services=(), languages=(), groups=()
    )

    said = words_of(pdf_of(nothing, "en"))

    for absent in ("How soon", "What is needed", "Age", "Languages", "passport"):
        assert absent not in said


def test_when_police_may_be_told_the_promise_is_not_printed():
    terms = replace(referral().terms, no_authorities=False, onward=True)

    said = words_of(pdf_of(replace(referral(), terms=terms), "en"))

    assert "police" not in said
    assert "They may pass it on." in said


def test_an_unchecked_translation_says_so_under_its_own_column_only():
    checked, draft = (words_of(pdf_of(referral(), tag)) for tag in ("en", "ar"))

    assert "Nobody has checked this translation yet." not in checked
    assert len(draft) > 0
    assert words_of(pdf_of(referral(), "en", "en")) == checked


def test_a_long_account_runs_over_pages_that_are_counted():
    story = " ".join(f"word{number}" for number in range(3000))
    told = answer("story", {"en": "In your own words"}, {"en": story})

    found = pages(pdf_of(referral(SharedGroup(group="account", answers=(told,))), "en"))

    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        assert page.startswith(f"472 918 1 Mar 2026 · Page {number} of {len(found)}"), page[:40]
        assert "Only for North Shelter, until 30 May 2026." in page
    bodies = [re.sub(r"^472 .*? of \d+ | Only for .*", "", page) for page in found]
    assert story in " ".join(bodies)


def test_the_file_says_nothing_about_its_making():
    pdf = pdf_of(referral(), "en", "ti")

    for mark in (b"ReportLab", b"/Title", b"/Author", b"/Producer", b"/Creat", b"/ModDate"):
        assert mark.lower() not in pdf.lower()


def test_only_shipped_fonts_are_named():
    pdf = pdf_of(referral(), "en", "ar", "ti")

    names = set(re.findall(rb"/BaseFont /(\S+)", pdf))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSans\w*-(Regular|Bold)", name) for name in names)


def test_the_same_referral_gives_the_same_bytes_whatever_was_made_before():
    first = pdf_of(referral(), "en", "ar")

    pdf_of(referral(), "ti")

    assert pdf_of(referral(), "en", "ar") == first


def test_it_can_be_made_away_from_the_windows_thread():
    here = pdf_of(referral(), "en", "ar")

    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(pdf_of, referral(), "en", "ar").result()

    assert there == here


def test_words_from_elsewhere_can_neither_turn_the_page_nor_break_the_file():
    strange = answer(
        "strange",
        {") >> /Oops": "Name? ) ET"},
        {"x)/Y": "\u202eevil\u202c (open"},
        state=None,
    )

    pdf = pdf_of(referral(SharedGroup(group="other-data", answers=(strange,))), "en")

    page = next(stream for stream in streams(pdf) if b"/Span" in stream)
    assert b"Oops" not in page
    assert page.count(b"BDC") == page.count(b"EMC")
    assert "other-data Name? ) ET evil (open" in words_of(pdf)


@pytest.mark.parametrize("tags", [(), ("en", "ar", "ti", "fr")])
def test_one_to_three_languages_fit_on_a_page(tags):
    with pytest.raises(ValueError, match="one to three"):
        pdf_of(referral(), *tags)


def test_no_reason_is_ever_printed_as_no():
    states = (AnswerState.DECLINED, AnswerState.UNKNOWN, AnswerState.NOT_ASKED)
    group = SharedGroup(
        group="need",
        answers=tuple(answer(s.value, {"en": s.value}, {}, state=s) for s in states),
    )

    said = words_of(pdf_of(referral(group), "en"))

    assert re.search(r"\bNo\b", said) is None


def test_making_ready_to_print_loads_neither_windows_nor_paper():
    program = "import sys, intake_app.report.referral_pdf;"
    program += (
        "sys.exit(any(name.split('.')[0] in ('reportlab', 'PySide6') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_without_an_application_it_says_what_is_missing():
    program = "from tests.report.referrals import *\n"
    program += "try: pdf_of(referral(), 'en')\nexcept RuntimeError as e: print(e)"

    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert found.stdout == "setting text needs a QGuiApplication\n"

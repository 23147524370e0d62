from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.message import MC, MN, M, Message
from intake_app.i18n.catalog import Catalog, read_po
from intake_app.i18n.direction import without_isolates


def test_english_needs_no_files(english):
    assert english.text(M("Nothing is lost.")) == "Nothing is lost."
    assert english.text(MN("{count} file", "{count} files", 2)) == "2 files"


def test_a_language_without_a_catalogue_shows_the_source():
    assert Catalog("bin").text(M("Saved {time}", time=dt.time(14, 2))) == "Saved 14:02"


def test_a_tag_that_is_none_is_refused():
    with pytest.raises(ValueError, match="language tag"):
        Catalog("../../etc/passwd")


def test_a_translation_may_leave_a_placeholder_out(arabic_with):
    catalog = arabic_with({"{count} left": "بقي القليل"})

    assert catalog.text(M("{count} left", count=3)) == "بقي القليل"


@pytest.mark.parametrize(
    "broken", ["{other}", "{name", "{0}", "{name!r}", "{name:>9999}", "{name.msgid}", "{name[0]}"]
)
def test_a_translation_with_a_wrong_placeholder_gives_way_to_the_source(arabic_with, broken):
    catalog = arabic_with({"Call {name}": broken})

    assert without_isolates(catalog.text(M("Call {name}", name="Anna"))) == "Call Anna"


def test_the_context_tells_twins_apart(arabic_with):
    catalog = arabic_with({("door", "Open"): "افتح", "Open": "مفتوح"})

    assert catalog.text(MC("door", "Open")) == "افتح"
    assert catalog.text(M("Open")) == "مفتوح"


def test_a_message_inside_a_message_is_in_the_same_language(arabic_with):
    catalog = arabic_with({"For {what}": "من أجل {what}", "a doctor": "طبيب"})

    assert catalog.text(M("For {what}", what=M("a doctor"))) == "من أجل طبيب"


def test_text_from_people_is_isolated_in_arabic(arabic_with):
    catalog = arabic_with({"Call {number}": "الاتصال {number}"})

    assert catalog.text(M("Call {number}", number="+961 3 123 456")) == (
        "الاتصال \u2068+961 3 123 456\u2069"
    )


def test_english_isolates_what_runs_the_other_way_and_codes_only(english):
    assert english.text(M("From {who}", who="سلمى")) == "From \u2068سلمى\u2069"
    assert english.text(M("Person {code}", code="472 918")) == "Person \u2068472 918\u2069"
    assert english.text(M("From {who}", who="Office 12")) == "From Office 12"


def test_braces_in_a_value_are_only_braces(english):
    assert english.text(M("From {who}", who="{count}")) == "From {count}"


def test_numbers_times_and_lists_are_written_as_the_language_does(english):
    message = M("{n}: {day}, {names}", n=1234, day=dt.date(2026, 11, 24), names=["a", "b", "c"])

    assert english.text(message) == "1,234: 24 Nov 2026, a, b and c"


def test_a_truth_value_is_no_text(english):
    with pytest.raises(TypeError):
        english.text(M("{x}", x=True))


def test_an_empty_message_is_empty_text(arabic_with):
    assert arabic_with({}).text(M("")) == ""


@given(st.lists(st.text(max_size=30), max_size=4))
def test_isolates_are_balanced_whatever_people_write(values):
    names = [f"v{index}" for index in range(len(values))]
    template = " ".join(f"{{{name}}}" for name in names)
    message = Message(template, values=dict(zip(names, values, strict=True)))

    for tag in ("en", "ar-XB"):
        depth = 0
        for char in Catalog(tag).text(message):
            depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
            assert depth >= 0
        assert depth == 0


def test_fuzzy_and_empty_entries_of_a_form_are_missing(tmp_path):
    path = tmp_path / "form.po"
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgctxt "survey:R03:label"\nmsgid "Work?"\nmsgstr "عمل؟"\n\n'
        'msgctxt "survey:R04:label"\nmsgid "Work?"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgctxt "survey:R05:label"\nmsgid "Home?"\nmsgstr "بيت؟"\n',
        "utf-8",
    )

    assert read_po(path) == {("survey:R03:label", "Work?"): "عمل؟"}

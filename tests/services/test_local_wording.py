"""Say it better: shown at once, kept apart, given for review; nothing else changes."""

import io
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import UsageError
from intake_app.domain.wording import LocalWording
from intake_app.i18n.po_file import po_bytes
from intake_app.services.local_wording import checked
from tests.services.conftest import opening, share

BETTER = "ኣብ ስራሕኩም ደሓን ዲኹም?"
YES = "ኣየወ"


def reworded(worker, live, name, text, *, choice=None, language="ti"):
    node = live.node_named(name)
    sayables = live.rewording.sayables(
        live.question_in(node, (language,)), live.source_of(node), language
    )
    place = next(
        s
        for s in sayables
        if s.place.startswith("survey:" if choice is None else "choices:")
        and (choice is None or f".{choice}:" in s.place)
    )
    wording = LocalWording(
        form_id=live.rewording.form_id,
        place=place.place,
        language=language,
        source=place.source,
        text=text,
        by="interpreter-a",
        on=worker.wordings.today(),
    )
    live.rewording.put(wording)
    worker.wordings.put(wording)
    return wording


def label(live, name, language="ti"):
    return live.question_in(live.node_named(name), (language,)).labels[0]


def test_a_better_wording_is_shown_at_once_and_says_that_it_is_local(worker):
    live = worker.conversations.begin(opening())

    reworded(worker, live, "R03", BETTER)

    shown = live.question(live.node_named("R03")).labels[1]
    assert (shown.text, shown.language, shown.reviewed, shown.local) == (BETTER, "ti", False, True)
    assert not label(live, "R03", "en").local


def test_it_is_there_in_the_next_conversation_and_after_resuming(worker):
    first = worker.conversations.begin(opening())
    reworded(worker, first, "R03", BETTER)
    first.pause().saved.result()

    again = worker.conversations.resume(first.interview.id)
    other = worker.conversations.begin(opening())

    assert label(again, "R03").text == label(other, "R03").text == BETTER


def test_a_choice_said_better_is_said_so_wherever_the_same_list_stands(worker):
    live = worker.conversations.begin(opening())

    reworded(worker, live, "R03", YES, choice="yes")

    for name in ("R03", "R07"):
        view = live.question_in(live.node_named(name), ("ti",))
        assert {o.name: o.labels[0].text for o in view.options}["yes"] == YES


def test_taken_back_the_forms_own_wording_stands_again(worker):
    live = worker.conversations.begin(opening())
    before = label(live, "R03")
    wording = reworded(worker, live, "R03", BETTER)

    live.rewording.take_back(wording.place, wording.language)
    worker.wordings.take_back(wording)

    assert label(live, "R03") == before
    assert worker.wordings.all() == []


def test_a_language_the_form_lacks_gets_its_first_wording(worker):
    live = worker.conversations.begin(opening(languages=("en", "my")))
    assert label(live, "R03", "my").is_missing

    reworded(worker, live, "R03", "မင်္ဂလာပါ", language="my")

    assert not label(live, "R03", "my").is_missing


def test_a_wording_made_for_another_english_text_is_not_shown(worker):
    live = worker.conversations.begin(opening())
    before = label(live, "R03")
    kept = reworded(worker, live, "R03", BETTER)
    live.rewording.put(replace(kept, source="Another question?"))

    assert label(live, "R03") == before


def test_neither_answers_nor_hashes_nor_what_leaves_know_of_it(worker, shelter):
    live = worker.conversations.begin(opening())
    hashes = worker._place.forms.pinned
    reworded(worker, live, "R03", BETTER)
    live.answer(live.node_named("R03"), "yes").saved.result()
    share(worker, live.case.id, shelter, "account")

    preview = worker.referrals.paper_copy(live.case.id, shelter).referral

    said = [text for group in preview.groups for a in group.answers for text in a.label.values()]
    assert said
    assert BETTER not in said
    form = worker._place.do(lambda unit: hashes(unit, live.interview.logic_hash))
    assert preview.form.text_hash == form.text_hash
    assert worker._place.forms.load_bundled("adult-rapid-screen").text_hash == form.text_hash


def test_the_file_for_review_names_places_and_texts_and_nobody(worker):
    live = worker.conversations.begin(opening())
    live.answer(live.node_named("R18"), "Selam who is hidden").saved.result()
    reworded(worker, live, "R03", BETTER)
    reworded(worker, live, "R03", "بخير؟", language="ar")

    content = worker.wordings.export("adult-rapid-screen", "ti")

    entries = [entry for entry in read_po(io.BytesIO(content)) if entry.id]
    assert [(e.context, e.string, e.fuzzy) for e in entries] == [("survey:R03:label", BETTER, True)]
    for secret in ("interpreter", "Selam", "2026", live.case.code):
        assert secret not in content.decode()
    assert worker.wordings.export("adult-rapid-screen", "ti") == content


def test_what_has_a_persons_words_filled_in_is_not_offered(worker):
    live = worker.conversations.begin(opening())
    view = live.question_in(live.node_named("R03"), ("ti",))
    filled = replace(view.labels[0], text="Is \u2068Selam\u2069 well?")
    source = replace(live.source_of(view.node), labels=(filled,))

    places = [s.place for s in live.rewording.sayables(view, source, "ti")]

    assert "survey:R03:label" not in places
    assert "choices:yn.yes:label" in places


@pytest.mark.parametrize("text", ["", " \n\u2068\u2069 ", "x" * 601])
def test_no_words_and_far_too_many_are_refused(text):
    with pytest.raises(UsageError):
        checked(text)


def test_signs_that_turn_a_text_round_are_taken_out():
    assert checked(" a\u202eb\u2066c\u2069\x07 ") == "abc"


@given(
    st.lists(
        st.tuples(st.from_regex(r"survey:[A-Z]\d\d:label", fullmatch=True), st.text(), st.text()),
        unique_by=lambda entry: entry[0],
    )
)
def test_every_entry_of_a_file_for_review_can_be_read_back(entries):
    kept = [(place, checked_or("s", s), checked_or("t", t)) for place, s, t in entries]

    read = read_po(io.BytesIO(po_bytes(kept, "ti", "About")))

    found = sorted((e.context, e.id, e.string) for e in read if e.id)
    assert found == sorted(kept)


def checked_or(otherwise, text):
    """Return a text as it would be kept, or another where it would not be."""
    try:
        return checked(text.encode("utf-8", "ignore").decode())
    except UsageError:
        return otherwise

"""Local wordings and terms in the store: by text and language, of no case."""

from datetime import UTC, date, datetime

import pytest

from intake_app.domain.errors import StoreDamagedError
from intake_app.domain.wording import LocalWording, Term
from tests.store.conftest import CASE, add_case, open_store

DAY = date(2026, 3, 1)


def wording(**changes):
    told = {
        "form_id": "rapid",
        "place": "survey:R03:label",
        "language": "ti",
        "source": "Are you well?",
        "text": "ደሓን ዲኹም?",
        "by": "interpreter-a",
        "on": DAY,
    }
    return LocalWording(**(told | changes))


def term(**changes):
    told = {
        "id": "t1",
        "language": "ti",
        "term": "ዕዳ",
        "also": ("ልቓሕ",),
        "meaning": "ገንዘብ",
        "use": "u",
        "avoid": "a",
        "note": "n",
        "own": True,
    }
    return Term(**(told | changes))


@pytest.fixture
def units(tmp_path):
    store = open_store(tmp_path)
    yield lambda work: store.run(lambda units: _in(units, work))
    store.close()


def _in(units, work):
    with units.begin() as unit:
        return work(unit)


def test_a_wording_comes_back_as_it_was_kept(units):
    units(lambda unit: unit.wordings.put(wording()))

    assert units(lambda unit: unit.wordings.of_form("rapid")) == [wording()]
    assert units(lambda unit: unit.wordings.of_form("other")) == []
    assert units(lambda unit: unit.wordings.all()) == [wording()]


def test_the_latest_wording_of_a_text_in_a_language_stands_alone(units):
    units(lambda unit: unit.wordings.put(wording()))
    units(lambda unit: unit.wordings.put(wording(text="ሓድሽ", by="")))
    units(lambda unit: unit.wordings.put(wording(language="ar", text="بخير؟")))

    assert [w.text for w in units(lambda unit: unit.wordings.all())] == ["بخير؟", "ሓድሽ"]


def test_a_wording_taken_back_is_gone_and_taking_it_back_again_is_no_error(units):
    units(lambda unit: unit.wordings.put(wording()))
    for _ in range(2):
        units(lambda unit: unit.wordings.drop("rapid", "survey:R03:label", "ti"))

    assert units(lambda unit: unit.wordings.all()) == []


def test_terms_come_back_in_the_order_they_were_added(units):
    units(lambda unit: unit.terms.put(term(id="t2"), DAY))
    units(lambda unit: unit.terms.put(term(), DAY.replace(day=2)))

    assert units(lambda unit: unit.terms.all()) == [term(id="t2"), term()]
    units(lambda unit: unit.terms.drop("t2"))
    units(lambda unit: unit.terms.drop("t2"))
    assert units(lambda unit: unit.terms.all()) == [term()]


def test_a_term_that_is_none_is_told_of_as_damage(units):
    def spoil(unit):
        unit.terms.put(term(), DAY)
        unit.terms._transaction.execute(
            "UPDATE term SET body = :body",
            {"body": '{"also":1,"avoid":"","meaning":"","note":"","term":"","use":""}'},
        )

    units(spoil)

    with pytest.raises(StoreDamagedError):
        units(lambda unit: unit.terms.all())


def test_erasing_a_case_leaves_the_wording_which_holds_nothing_of_it(tmp_path):
    store = open_store(tmp_path)
    store.run(add_case)
    store.run(lambda units: _in(units, lambda unit: unit.wordings.put(wording())))
    at = datetime(2026, 3, 1, 13, 0, tzinfo=UTC)
    store.run(lambda units: _in(units, lambda unit: unit.cases.erase(CASE, at)))

    assert store.run(lambda units: _in(units, lambda unit: unit.wordings.all())) == [wording()]
    store.close()

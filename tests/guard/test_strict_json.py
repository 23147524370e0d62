"""JSON with one meaning: what is ambiguous is refused, what is written reads back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import OutsideFileError
from intake_app.guard import strict_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
VALUES = st.recursive(SCALARS, lambda v: st.lists(v) | st.dictionaries(TEXT, v), max_leaves=20)


@given(VALUES)
def test_what_is_written_reads_back_equal(value):
    assert strict_json.loads(strict_json.dumps(value)) == value


@given(VALUES)
def test_equal_values_give_equal_bytes(value):
    other = json.loads(json.dumps(value))

    assert strict_json.dumps(other) == strict_json.dumps(value)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data):
    try:
        strict_json.loads(data)
    except OutsideFileError:
        return
    json.loads(data)


def test_canonical_bytes_are_sorted_compact_and_unescaped():
    assert strict_json.dumps({"b": [1, 2.5], "a": "é\n"}) == '{"a":"é\\n","b":[1,2.5]}'.encode()


@pytest.mark.parametrize(
    "document",
    [
        b'{"consent":"no","consent":"yes"}',
        b'{"a":{"b":1,"b":1}}',
        b'{"consent":"no","c\\u006fnsent":"yes"}',
        b'{"age":NaN}',
        b"[Infinity]",
        b"[-Infinity]",
        b"1e999",
        b"-1e999",
        b"1" * 5000,
        b'"\\ud800"',
        b'{"\\udfff":1}',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        b"",
        b"{}{}",
        b"{,}",
        b"[1,]",
        b"'a'",
        b'"\x00"',
    ],
)
def test_a_document_with_two_meanings_or_none_is_refused(document):
    with pytest.raises(OutsideFileError):
        strict_json.loads(document)


def test_an_unpaired_surrogate_in_text_is_refused():
    with pytest.raises(OutsideFileError):
        strict_json.loads('"\ud800"')


def test_a_paired_escape_is_read():
    assert strict_json.loads(b'"\\ud83d\\ude00"') == "\U0001f600"


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_nesting_is_accepted_to_its_limit_and_no_further(opening, closing):
    def nested(depth):
        return opening * depth + "1" + closing * depth

    assert strict_json.loads(nested(5), max_depth=5)
    for depth in (6, 900, 100_000):
        with pytest.raises(OutsideFileError):
            strict_json.loads(nested(depth), max_depth=5)


def test_size_is_accepted_to_its_limit_and_no_further():
    assert strict_json.loads(b'"abc"', max_bytes=5) == "abc"
    with pytest.raises(OutsideFileError):
        strict_json.loads(b'"abcd"', max_bytes=5)


def test_the_refusal_quotes_nothing():
    with pytest.raises(OutsideFileError) as caught:
        strict_json.loads(b'{"name":"AMINA-MARK",}')

    assert "AMINA-MARK" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_could_not_be_read_back_is_not_written(value):
    with pytest.raises(ValueError, match=r"."):
        strict_json.dumps([value])

"""Functions of forms at the edges of what they are given."""

from __future__ import annotations

import pytest

from intake_app.xforms.xpath.errors import ExpressionError
from tests.xforms.xpath.expressions import text

SOME = "<data><a>x</a><b/><c>z</c><w>2</w><w>3</w><w>5</w></data>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("join('-', 'a', 2, /data/a)", "a-2-x"),
        ("join(', ', /data/*)", "x, , z, 2, 3, 5"),
        ("coalesce(number('no'), /data/b, 'last')", "last"),
        ("coalesce(/data/b, '')", ""),
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -2)", "lo"),
        ("substr('hello', 'no')", ""),
        ("substr('hello', 0, 'no')", ""),
        ("digest('a', 'MD5', 'hex')", "0cc175b9c0f1b6a831c399e269772661"),
        ("digest('a', 'MD5')", "DMF1ucDxtqgxw5niaXcmYQ=="),
        ("digest('a', 'none such')", ""),
        ("base64-decode('aGVsbG8=')", "hello"),
        ("base64-decode('?')", ""),
        ("selected-at('a b c', 1)", "b"),
        ("selected-at('a b c', 3)", ""),
        ("selected-at('a b c', -1)", ""),
        ("boolean-from-string('1')", "true"),
        ("boolean-from-string('yes')", "false"),
        ("regex('2026', '[0-9]{4}')", "true"),
        ("regex('2026', concat('[0-9]', '{3}'))", "false"),
    ],
)
def test_text_is_read_as_the_list_of_functions_says(source, expected):
    assert text(source, SOME) == expected


@pytest.mark.parametrize("pattern", [r"(a)\1", "(?=a)", "[", "a" * 10_000])
def test_a_pattern_that_cannot_be_checked_safely_is_refused(pattern):
    with pytest.raises(ExpressionError):
        text(f"regex('a', concat('{pattern}', ''))")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("checklist(2, 2, /data/a, /data/b, /data/c)", "true"),
        ("checklist(3, -1, /data/a, /data/b, /data/c)", "false"),
        ("checklist(-1, 1, /data/*)", "false"),
        ("checklist(1, 1, 1 = 1, 1 = 2)", "true"),
        ("weighted-checklist(3, 3, 1 = 1, 3, 1 = 2, 9)", "true"),
        ("weighted-checklist(5, -1, /data/a, 2, /data/c, 2)", "false"),
        ("weighted-checklist(10, 10, /data/w, /data/w)", "true"),
    ],
)
def test_a_checklist_counts_what_is_true_between_its_bounds(source, expected):
    assert text(source, SOME) == expected


SQUARE = "'0 0 0 0; 0 1 0 0; 1 1 0 0; 1 0 0 0; 0 0 0 0'"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("distance('0 0;')", "0"),
        ("distance('0 0; 91 0')", "NaN"),
        ("distance('0 0; 0 181')", "NaN"),
        ("distance('0 0; here')", "NaN"),
        ("area('0 0; 1 1')", "0"),
        ("area('here')", "0"),
        (f"geofence('0.5 0.5 0 0', {SQUARE})", "true"),
        (f"geofence('1.5 0.5 0 0', {SQUARE})", "false"),
        (f"geofence('0.5 1.5 0 0', {SQUARE})", "false"),
        (f"geofence('', {SQUARE})", "false"),
        ("geofence('0 0', 'nowhere')", "false"),
    ],
)
def test_places_that_are_none_give_no_distance_and_lie_nowhere(source, expected):
    assert text(source) == expected


def test_a_degree_of_the_equator_is_as_long_as_it_is():
    assert 111_000 < float(text("distance('0 0', '0 1')")) < 112_000
    assert 1.2e10 < float(text(f"area({SQUARE})")) < 1.25e10


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("decimal-time('06:00:00+01:00')", "0.20833333333333334"),
        ("decimal-time('2026-03-01T06:00:00Z')", "0.25"),
        ("decimal-time('2026-03-01')", "NaN"),
        ("decimal-time('25:00')", "NaN"),
        ("decimal-date-time('2026-02-30')", "NaN"),
        ("decimal-date-time('1970-01-02T12:00:00Z')", "1.5"),
        ("decimal-date-time('1970-01-02T12:00:00+99:00')", "NaN"),
        ("date(99999999999999999)", ""),
        ("count(instance('none'))", "0"),
        ("pulldata('none', 'a', 'b', 'c')", ""),
        ("jr:itext('none')", ""),
        ("jr:choice-name('a', '/data/q')", ""),
    ],
)
def test_what_names_no_moment_and_no_list_gives_nothing(source, expected):
    assert text(source) == expected

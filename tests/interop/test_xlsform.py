from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.interop.xlsform import workbook
from intake_app.xforms.compile import compile_source
from intake_app.xforms.source import FormSource, pack_source, unpack

FORMS = Path(__file__).resolve().parents[2] / "forms"


def source_of(path: Path) -> FormSource:
    packed = pack_source(path)
    return unpack(packed.arguments, packed.data)


def sheets_of(source: FormSource):
    return {name: {row.number: row.cells for row in rows} for name, rows in source.rows.items()}


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("form", sorted(path.parent.name for path in FORMS.glob("*/survey.csv")))
def test_a_bundled_form_comes_back_with_the_same_logic_and_languages(form, tmp_path):
    source = source_of(FORMS / form)
    (tmp_path / f"{form}.xlsx").write_bytes(workbook(sheets_of(source)))

    again = compile_source(source_of(tmp_path / f"{form}.xlsx"))

    first = compile_source(source)
    assert again.definition is not None
    assert again.definition.logic_hash == first.definition.logic_hash
    assert [c.tag for c in again.summary.languages] == [c.tag for c in first.summary.languages]
    assert [c.missing for c in again.summary.languages] == [
        c.missing for c in first.summary.languages
    ]


def test_languages_are_named_as_odk_and_kobo_show_them():
    book = opened(workbook({"survey": {2: {"type": "text", "label::ar": "x", "bind::x": "y"}}}))

    assert [cell.value for cell in book["survey"][1]] == ["type", "label::العربية (ar)", "bind::x"]


def test_the_sheets_stand_in_the_usual_order_and_empty_rows_stay():
    book = opened(
        workbook(
            {"entities": {2: {"a": "1"}}, "choices": {2: {"b": "2"}}, "survey": {3: {"c": "3"}}}
        )
    )

    assert book.sheetnames == ["survey", "choices", "entities"]
    assert book["survey"]["A2"].value is None
    assert book["survey"]["A3"].value == "3"


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40),
    st.sampled_from(["", "=", "+", "-", "@", "=1+", "#"]),
)
def test_no_cell_is_a_formula_and_every_cell_comes_back(text, start):
    cell = opened(workbook({"survey": {2: {"label": start + text}}}))["survey"]["A2"]

    assert cell.data_type == "s"
    assert cell.value == start + text


def test_characters_that_no_workbook_can_hold_are_left_out():
    cell = opened(workbook({"survey": {2: {"label": "a\x00b\x1f\nc"}}}))["survey"]["A2"]

    assert cell.value == "ab\nc"


def test_the_workbook_does_not_say_who_wrote_it():
    assert not opened(workbook({"survey": {2: {"type": "text"}}})).properties.creator

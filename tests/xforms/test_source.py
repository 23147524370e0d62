from __future__ import annotations

import io

import openpyxl
import pytest

from intake_app.domain.errors import FormFileError, IntakeError
from intake_app.xforms.build import compile_folder
from intake_app.xforms.compile import compile_source
from intake_app.xforms.definition import FormDefinition
from intake_app.xforms.source import pack_source, unpack

XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "survey:q:label"
msgid "Are you safe?"
msgstr "\u0647\u0644 \u0623\u0646\u062a \u0628\u0623\u0645\u0627\u0646\u061f"

msgctxt "survey:q:hint"
msgid "The hint as it was"
msgstr "old"

#, fuzzy
msgctxt "choices:yn.yes:label"
msgid "Yes"
msgstr "perhaps"

msgctxt "choices:yn.no:label"
msgid "No"
msgstr "\u0644\u0627"
"""


@pytest.fixture
def folder(tmp_path):
    """A form's folder in a project's layout, with one translation."""
    form = tmp_path / "forms" / "safe"
    form.mkdir(parents=True)
    (form / "survey.csv").write_text(
        "type,name,label,hint,bind::intake:purpose\n"
        "select_one yn,q,Are you safe?,The hint as it is,safety\n",
        encoding="utf-8",
    )
    (form / "choices.csv").write_text(
        "list_name,name,label\nyn,yes,Yes\nyn,no,No\n", encoding="utf-8"
    )
    (form / "settings.csv").write_text(
        "form_id,form_title,version,default_language,namespaces,intake_status\n"
        'safe,Safe,1,English (en),"intake=""urn:intake:form:1""",draft\n',
        encoding="utf-8",
    )
    po = tmp_path / "translations" / "ar" / "forms" / "safe.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    return form


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_folder_is_compiled_with_its_translations(folder):
    data = compile_folder(folder, folder.parent.parent / "translations")

    definition = FormDefinition.from_json(data)
    assert definition.languages == ("en", "ar")
    assert definition.text("/data/q:label", "ar") == [
        "\u0647\u0644 \u0623\u0646\u062a \u0628\u0623\u0645\u0627\u0646\u061f"
    ]


def test_a_translation_of_other_english_or_marked_fuzzy_counts_as_missing(folder):
    packed = pack_source(folder)

    summary = compile_source(unpack(packed.arguments, packed.data)).summary

    assert {c.tag: c.missing for c in summary.languages} == {"en": 0, "ar": 2}


def test_the_same_sources_compile_to_the_same_bytes(folder):
    translations = folder.parent.parent / "translations"

    assert compile_folder(folder, translations) == compile_folder(folder, translations)


def test_a_bundled_form_with_errors_does_not_build_and_says_where(folder):
    survey = folder / "survey.csv"
    survey.write_text(survey.read_text(encoding="utf-8").replace(",safety", ","), encoding="utf-8")

    with pytest.raises(IntakeError) as caught:
        compile_folder(folder, folder.parent.parent / "translations")

    assert "survey 2" in str(caught.value.summary.values["errors"])


def test_a_workbook_is_read_with_its_rows(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(
        workbook(
            [
                ["type", "name", "label", "relevant"],
                ["text", "a", "A"],
                [],
                ["text", "b", "B", "bad("],
            ]
        )
    )
    packed = pack_source(path)

    form = compile_source(unpack(packed.arguments, packed.data))

    (finding,) = form.summary.findings
    assert (packed.kind, finding.sheet, finding.row, finding.column) == (
        "xlsx",
        "survey",
        4,
        "relevant",
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("old.xlsx", XLS, "old Excel file"),
        ("notes.xlsx", b"dear all\n", "text file"),
        ("notes.txt", b"dear all\n", "text file"),
        ("empty.xlsx", b"", "empty"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(20), "not a form"),
    ],
)
def test_what_is_no_form_is_told_apart_in_plain_words(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(FormFileError) as caught:
        pack_source(path)

    assert words in caught.value.summary.msgid
    assert caught.value.hint is not None


def test_a_missing_file_and_a_folder_without_a_form_are_told_of(tmp_path):
    with pytest.raises(FormFileError):
        pack_source(tmp_path / "nowhere.xlsx")
    with pytest.raises(FormFileError):
        pack_source(tmp_path)


def test_a_damaged_workbook_is_refused(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(workbook([["type", "name"], ["text", "a"]])[:-200])
    packed = pack_source(path)

    with pytest.raises(IntakeError):
        unpack(packed.arguments, packed.data)


def test_an_xform_is_taken_as_it_is(tmp_path):
    path = tmp_path / "form.xml"
    path.write_text(
        """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
        <h:head><h:title>T</h:title><model><instance><data id="x" version="2"><q/></data></instance>
        <bind nodeset="/data/q" type="int"/></model></h:head>
        <h:body><input ref="/data/q"><label>Q</label></input></h:body></h:html>""",
        encoding="utf-8",
    )
    packed = pack_source(path)

    form = compile_source(unpack(packed.arguments, packed.data))

    assert form.summary.ok
    assert (form.summary.form_id, form.summary.version, form.summary.title) == ("x", "2", "T")


@pytest.mark.parametrize(
    "xml",
    [
        "<nonsense/>",
        "<!DOCTYPE x><x/>",
        "<a><b></a>",
        "<model xmlns='http://www.w3.org/2002/xforms'/>",
    ],
)
def test_an_xml_file_that_is_no_form_is_a_finding(tmp_path, xml):
    path = tmp_path / "form.xml"
    path.write_text(xml, encoding="utf-8")
    packed = pack_source(path)

    form = compile_source(unpack(packed.arguments, packed.data))

    assert [f.code for f in form.summary.findings] == ["form.xform"]

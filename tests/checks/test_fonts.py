from __future__ import annotations

import tomllib

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from intake_app.i18n.fonts import FAMILIES, font_files, missing_fonts

FONTS = font_files()[0].parent
ENTRIES = tomllib.loads((FONTS / "FONTS.toml").read_text(encoding="utf-8"))["font"]


def test_every_listed_font_holds_the_bytes_that_its_sum_names():
    assert missing_fonts() == []


def test_every_shipped_font_is_listed_once():
    assert sorted(entry["file"] for entry in ENTRIES) == [file.name for file in font_files()]


def test_the_licence_names_the_authors_of_every_font():
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")

    assert [entry["file"] for entry in ENTRIES if entry["copyright"] not in licence] == []


@pytest.mark.gui
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_qt_knows_a_font_by_the_family_of_the_chain(qapp, entry):
    content = QByteArray((FONTS / entry["file"]).read_bytes())

    number = QFontDatabase.addApplicationFontFromData(content)

    assert QFontDatabase.applicationFontFamilies(number) == [entry["family"]]
    assert entry["family"] in FAMILIES

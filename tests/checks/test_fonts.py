from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont

FONTS = Path(__file__).resolve().parents[2] / "intake_app" / "i18n" / "fonts"
ENTRIES = tomllib.loads((FONTS / "FONTS.toml").read_text(encoding="utf-8"))["font"]


def test_every_shipped_font_is_listed_and_every_listed_one_shipped():
    listed = sorted(entry["file"] for entry in ENTRIES)

    assert sorted(path.name for path in FONTS.glob("*.ttf")) == listed


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_a_font_holds_the_bytes_that_its_sum_names(entry):
    content = (FONTS / entry["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert entry["copyright"] in (FONTS / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.gui
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_qt_knows_a_font_by_the_family_it_is_listed_under(qapp, entry):
    number = QFontDatabase.addApplicationFont(str(FONTS / entry["file"]))

    assert QFontDatabase.applicationFontFamilies(number) == [entry["family"]]


@pytest.mark.gui
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("NotoSans-Regular.ttf", "Aé Ж ạ"),
        ("NotoSansArabic-Regular.ttf", "عربي٣"),
        ("NotoSansEthiopic-Regular.ttf", "ትግርኛ"),
        ("NotoSansMyanmar-Regular.ttf", "မြန်မာ"),
    ],
)
def test_a_font_has_the_letters_of_its_script(qapp, file, text):
    font = QRawFont(str(FONTS / file), 12)

    assert [letter for letter in text if not font.supportsCharacter(ord(letter))] == []

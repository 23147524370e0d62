"""No text of the program is drawn as boxes, whatever fonts the computer has."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po
from reportlab.pdfbase.ttfonts import TTFontFile

from intake_app.i18n import fonts
from intake_app.i18n.fonts import FAMILIES, covers, font_files, missing_fonts
from intake_app.i18n.languages import all_languages, interface_languages
from intake_app.i18n.texts import agreement, calm_page, opening_hours, safeguarding_card
from tests.i18n.conftest import TRANSLATED, TRANSLATIONS

UNDRAWN = set("\n\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")


@pytest.fixture(scope="module")
def drawn() -> set[int]:
    """Every character of any shipped font; the chain looks a letter up in all of them."""
    found: set[int] = set()
    for file in font_files():
        found |= set(TTFontFile(str(file)).charToGlyph)
    return found


def boxes(text: str, drawn: set[int]) -> set[str]:
    return {char for char in text if ord(char) not in drawn} - UNDRAWN


def test_the_chain_names_the_families_that_are_shipped():
    names = {file.name.split("-")[0] for file in font_files()}

    assert names == {family.replace(" ", "") for family in FAMILIES}


def test_a_font_that_is_gone_or_changed_is_named(tmp_path, monkeypatch):
    shipped = fonts._folder()
    monkeypatch.setattr(fonts, "_folder", lambda: tmp_path)
    for file in shipped.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert missing_fonts() == []

    (tmp_path / "NotoSans-Bold.ttf").unlink()
    (tmp_path / "NotoSansArabic-Bold.ttf").write_bytes(b"OTTO")

    assert sorted(missing_fonts()) == ["NotoSans-Bold.ttf", "NotoSansArabic-Bold.ttf"]


def test_every_own_name_of_a_covered_language_is_drawn(drawn):
    covered = [row for row in all_languages() if covers(row)]

    assert {row.tag: missing for row in covered if (missing := boxes(row.autonym, drawn))} == {}
    assert {row.tag for row in interface_languages()} <= {row.tag for row in covered}


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_translation_is_drawn(tag, drawn):
    missing: set[str] = set()
    for path in (TRANSLATIONS / tag).rglob("*.po"):
        with path.open("rb") as file:
            for entry in read_po(file):
                for text in entry.string if isinstance(entry.string, tuple) else [entry.string]:
                    missing |= boxes(text, drawn) if entry.id else set()

    assert missing == set()


@pytest.mark.parametrize("tag", ["en", *TRANSLATED])
def test_every_standing_text_is_drawn(tag, drawn):
    pages = [calm_page(tag), opening_hours(tag), safeguarding_card(tag)]
    words = [agreement(tag).paragraphs]
    words += [(page.title, *page.paragraphs, *sum(page.rows, ()), *page.closing) for page in pages]

    assert boxes("".join("".join(part) for part in words), drawn) == set()

"""Wording goes out to translators and comes back, and nothing finished is lost on the way."""

import shutil
from pathlib import Path

import pytest

import translations
from intake_app.i18n.po_file import po_bytes

SOURCE = Path(__file__).resolve().parents[2] / "translations"
FORM = "adult-rapid-screen"
PLACE, ENGLISH = "choices:yn.yes:label", "Yes"


@pytest.fixture
def folder(tmp_path):
    """Give a copy of the Tigrinya catalogue of one form."""
    target = tmp_path / "translations" / "ti" / "forms"
    target.mkdir(parents=True)
    shutil.copy(SOURCE / "ti" / "forms" / f"{FORM}.po", target)
    return tmp_path / "translations"


def catalog(folder):
    return translations._read(folder / "ti" / "forms" / f"{FORM}.po")


def entry(folder, context=PLACE):
    return next(e for e in catalog(folder) if e.context == context)


def local(tmp_path, *entries):
    file = tmp_path / "words.po"
    file.write_bytes(po_bytes(entries, "ti", "About"))
    return str(file)


def test_local_wording_stands_beside_a_finished_translation(folder, tmp_path, capsys):
    before = entry(folder).string
    words = local(tmp_path, (PLACE, ENGLISH, "ኣየወ"))

    assert translations.main(["import", FORM, words], folder) == 0

    after = entry(folder)
    assert after.string == before
    assert not after.fuzzy
    assert any("ኣየወ" in comment for comment in after.user_comments)
    assert "1 taken in" in capsys.readouterr().out


def test_local_wording_fills_what_is_missing_and_waits_for_a_look(folder, tmp_path):
    path = folder / "ti" / "forms" / f"{FORM}.po"
    lacking = catalog(folder)
    next(e for e in lacking if e.context == PLACE).string = ""
    path.write_bytes(translations.as_bytes(lacking))
    words = local(tmp_path, (PLACE, ENGLISH, "ኣየወ"))

    translations.main(["import", FORM, words], folder)

    after = entry(folder)
    assert (after.string, after.fuzzy) == ("ኣየወ", True)


def test_wording_of_another_english_text_is_named_and_left_out(folder, tmp_path, capsys):
    words = local(tmp_path, (PLACE, "Yes, gladly", "ኣየወ"))

    translations.main(["import", FORM, words], folder)

    assert "ኣየወ" not in str(entry(folder).user_comments)
    assert PLACE in capsys.readouterr().err


def test_a_form_without_a_catalogue_is_told_of(folder, tmp_path, capsys):
    words = local(tmp_path, (PLACE, ENGLISH, "ኣየወ"))

    assert translations.main(["import", "no-such-form", words], folder) == 1
    assert "there is no catalogue" in capsys.readouterr().err


def test_what_is_left_to_do_goes_out_alone(folder, tmp_path):
    path = folder / "ti" / "forms" / f"{FORM}.po"
    lacking = catalog(folder)
    next(e for e in lacking if e.context == PLACE).string = ""
    path.write_bytes(translations.as_bytes(lacking))

    translations.main(["export", "--out", str(tmp_path / "out")], folder)

    (file,) = (tmp_path / "out").iterdir()
    assert [e.context for e in translations._read(file) if e.id] == [PLACE]

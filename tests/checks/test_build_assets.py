from __future__ import annotations

import gettext
import shutil
from pathlib import Path

import pytest

import build_assets
from intake_app.xforms.build import compile_folder

ROOT = Path(__file__).resolve().parents[2]
CATALOG = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Saved."
msgstr "Gespeichert."

#, fuzzy
msgid "Pause"
msgstr "Ende"
"""


@pytest.fixture
def repository(tmp_path) -> Path:
    """Make a repository with one catalogue and nothing else."""
    po = tmp_path / "translations" / "de" / "LC_MESSAGES" / "intake_app.po"
    po.parent.mkdir(parents=True)
    po.write_text(CATALOG, encoding="utf-8")
    (tmp_path / "packaging" / "locks").mkdir(parents=True)
    (tmp_path / "packaging" / "locks" / "dev.txt").write_text("babel==2.18.0\n", encoding="ascii")
    (tmp_path / "intake_app" / "xforms").mkdir(parents=True)
    return tmp_path


def test_a_catalogue_is_compiled_without_what_nobody_checked(repository):
    made = build_assets.build(repository)

    with made[0].open("rb") as file:
        german = gettext.GNUTranslations(file)
    assert made == [repository / "intake_app/_built/catalogs/de/LC_MESSAGES/intake_app.mo"]
    assert german.gettext("Saved.") == "Gespeichert."
    assert german.gettext("Pause") == "Pause"


def test_what_was_built_is_fresh(repository):
    before = build_assets.are_fresh(repository)

    build_assets.build(repository)

    assert not before
    assert build_assets.are_fresh(repository)


@pytest.mark.parametrize(
    "changed",
    [
        "translations/de/LC_MESSAGES/intake_app.po",
        "translations/de/forms/new.po",
        "packaging/locks/dev.txt",
        "intake_app/xforms/compile.py",
        "intake_app/i18n/texts/agreement.ti.txt",
    ],
)
def test_any_changed_source_makes_it_stale(repository, changed):
    build_assets.build(repository)

    path = repository / changed
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("# later\n")

    assert not build_assets.are_fresh(repository)


def test_a_language_that_is_gone_is_gone_after_the_next_build(repository):
    build_assets.build(repository)
    shutil.rmtree(repository / "translations" / "de")

    made = build_assets.build(repository)

    assert made == []
    assert not (repository / "intake_app/_built/catalogs").exists()


def test_a_broken_catalogue_leaves_what_was_built_before(repository):
    (old,) = build_assets.build(repository)
    po = repository / "translations" / "de" / "LC_MESSAGES" / "intake_app.po"
    po.write_bytes(b'msgid "\xff"\n')

    with pytest.raises(UnicodeDecodeError):
        build_assets.build(repository)

    assert old.is_file()
    assert not build_assets.are_fresh(repository)


@pytest.fixture
def form(repository) -> Path:
    """Add the shorter of the bundled forms."""
    return shutil.copytree(ROOT / "forms" / "needs-only", repository / "forms" / "needs-only")


def test_a_form_is_compiled_by_the_programs_own_compiler(repository, form):
    build_assets.build(repository)

    compiled = (repository / "intake_app/_built/forms/needs-only.json").read_bytes()
    assert compiled == compile_folder(form, repository / "translations")


def test_a_form_with_an_error_stops_the_build_and_names_the_place(repository, form):
    build_assets.build(repository)
    with (form / "survey.csv").open("a", encoding="utf-8") as survey:
        survey.write("text,broken,Broken?,,,${N00} = (\n")

    with pytest.raises(build_assets.BrokenFormError, match=r"needs-only .*survey \d+ "):
        build_assets.build(repository)

    assert (repository / "intake_app/_built/forms/needs-only.json").is_file()

from __future__ import annotations

import gettext
import shutil
from typing import TYPE_CHECKING

import pytest

import build_assets

if TYPE_CHECKING:
    from pathlib import Path

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

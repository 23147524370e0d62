from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import messages
import translations

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """
# Translators: on the button that ends it.
END = M("Finish gently")
WAITING = MN("{count} referral", "{count} referrals", n)
OPEN_FILE = MC("menu", "Open")
OPEN_SHOP = MC("hours", "Open")
PLAIN = "not for people"
"""


@pytest.fixture
def repository(tmp_path) -> Path:
    """Make a program of one module, and an Arabic catalogue without any text."""
    (tmp_path / "intake_app").mkdir()
    (tmp_path / "intake_app" / "screen.py").write_text(SOURCE, encoding="utf-8")
    po = tmp_path / "translations" / "ar" / "LC_MESSAGES" / "intake_app.po"
    po.parent.mkdir(parents=True)
    po.write_text(
        'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : '
        'n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);\\n"\n',
        encoding="utf-8",
    )
    return tmp_path


def po(repository: Path) -> Path:
    return repository / "translations" / "ar" / "LC_MESSAGES" / "intake_app.po"


def test_the_template_holds_what_is_marked_and_nothing_else(repository):
    found = [(entry.id, entry.context) for entry in messages.template(repository) if entry.id]

    assert found == [
        ("Finish gently", None),
        (("{count} referral", "{count} referrals"), None),
        ("Open", "menu"),
        ("Open", "hours"),
    ]


def test_the_template_tells_translators_what_the_source_says(repository):
    text = messages.as_bytes(messages.template(repository)).decode()

    assert "#. Translators: on the button that ends it." in text


def test_the_same_texts_give_the_same_bytes_without_dates_or_places(repository):
    first = messages.as_bytes(messages.template(repository))
    module = repository / "intake_app" / "screen.py"
    module.write_text("\n\n" + SOURCE, encoding="utf-8")

    second = messages.as_bytes(messages.template(repository))

    assert first == second
    assert b"screen.py" not in first
    assert b"Date" not in first


def test_a_catalogue_gets_the_new_texts_and_keeps_its_plural_rule(repository):
    outcome = dict(messages.outcomes(repository))[po(repository)].decode()

    assert 'msgid "Finish gently"' in outcome
    assert "msgstr[5]" in outcome
    assert "n%100>=11 && n%100<=99 ? 4 : 5" in outcome


def test_updating_twice_changes_nothing(repository):
    once = dict(messages.outcomes(repository))[po(repository)]
    po(repository).write_bytes(once)

    twice = dict(messages.outcomes(repository))[po(repository)]

    assert once == twice


def test_a_changed_text_keeps_its_translation_as_fuzzy(repository):
    po(repository).write_bytes(
        dict(messages.outcomes(repository))[po(repository)].replace(
            b'msgid "Finish gently"\nmsgstr ""', 'msgid "Finish gently"\nmsgstr "إنهاء"'.encode()
        )
    )
    module = repository / "intake_app" / "screen.py"
    module.write_text(SOURCE.replace("Finish gently", "Finish gently."), encoding="utf-8")

    po(repository).write_bytes(dict(messages.outcomes(repository))[po(repository)])

    assert '#, fuzzy\n#| msgid "Finish gently"' in po(repository).read_text(encoding="utf-8")
    assert translations.counts(po(repository)) == (0, 1, 3)

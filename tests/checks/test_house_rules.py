from __future__ import annotations

from pathlib import Path

import pytest

import house_rules

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def module(tmp_path):
    """Write a module and give its path."""

    def write(text: str, name: str = "sample.py") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_repository_keeps_the_rules_of_the_house():
    assert house_rules.findings(ROOT) == []


@pytest.mark.parametrize(("lines", "found"), [(400, 0), (401, 1)])
def test_a_module_may_have_400_lines_and_no_more(module, lines, found):
    path = module("pass\n" * lines)

    assert len(list(house_rules.long_modules([path]))) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("intake_app/store/utils.py", 1),
        ("intake_app/common/x.py", 1),
        ("intake_app/ui/cover.py", 0),
    ],
)
def test_a_name_must_say_a_subject(name, found):
    assert len(list(house_rules.names_without_subject([Path(name)]))) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('M("Saved.")', []),
        ('MN("{count} answer", "{count} answers", n)', []),
        ("M(title)", ["M() takes a plain string"]),
        ('M(f"{a} saved")', ["M() takes a plain string"]),
        ('MC("menu", text)', ["MC() takes a plain string"]),
        ('M("Is this a victim?")', ["'victim' is not said to people"]),
        ('MN("one", "Trafficked: {count}", n)', ["'Trafficked' is not said to people"]),
    ],
)
def test_marked_texts_are_plain_strings_in_words_we_say(module, source, found):
    lines = list(house_rules.unmarked_sources([module(source)]))

    assert [line.split(": ", 1)[1] for line in lines] == found


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("see /{}/ada/notes", "home", 1),
        ("https://{}.org/simple", "pypi", 1),
        ("# {}DO later", "TO", 1),
        ("this page is {} soon", "coming", 1),
        ("https://example.org/{}/page", "home", 0),
        ("/{}/main/README.md", "work", 1),
        ("/{}/person/age", "root", 0),
    ],
)
def test_traces_of_one_machine_are_found(module, text, word, found):
    path = module(text.format(word), "sample.txt")

    assert len(list(house_rules.traces_of_one_machine([path]))) == found


def test_a_picture_is_no_text(tmp_path):
    picture = tmp_path / "p.png"
    picture.write_bytes(b"\x89PNG\xff\xfe")

    assert list(house_rules.traces_of_one_machine([picture])) == []

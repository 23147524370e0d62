from __future__ import annotations

import hashlib

import pytest

from intake_app.services.words import SERVICES
from intake_app.ui.shell.just_help import JustHelpPage
from intake_app.ui.widgets.text import Text


def words(page):
    return [text.said() for text in page.findChildren(Text) if text.isVisible()]


def contents(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def page(opened, worker, shelter):
    return opened(JustHelpPage, worker)


def test_nothing_is_shown_before_a_need_is_chosen(page):
    assert "House B" not in words(page)


def test_a_need_shows_the_offices_and_how_to_reach_them(page, opened):
    page.needs["doctor"].click()
    opened.settle()

    assert "A doctor" in words(page)
    assert "House B" in words(page)
    assert "Not checked yet: call them" in words(page)


def test_the_need_is_shown_in_the_person_s_language(page, opened):
    page.needs["doctor"].click()
    page.languages.button("ar").click()
    opened.settle()

    assert page.need.said() == page.language.catalog_of("ar").text(SERVICES["doctor"])


def test_the_next_person_does_not_see_the_need_of_the_one_before(page, opened):
    page.needs["doctor"].click()

    page.refresh()
    opened.settle()

    assert "A doctor" not in words(page)


def test_without_any_card_it_says_where_to_add_one(opened, worker):
    page = opened(JustHelpPage, worker)

    page.needs["lawyer"].click()
    opened.settle()

    assert any("under Contacts" in said for said in words(page))


def test_the_profile_is_byte_for_byte_the_same_before_and_after(opened, worker, shelter):
    before = contents(worker.folder)

    page = opened(JustHelpPage, worker)
    for button in page.needs.values():
        button.click()
    page.languages.button("ti").click()
    opened.settle()

    assert contents(worker.folder) == before

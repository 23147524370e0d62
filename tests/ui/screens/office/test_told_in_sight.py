"""What is told after an act stands where it is seen, also on a small screen."""

from __future__ import annotations

import pytest

from intake_app.ui.shell.contacts import ContactsPage
from intake_app.ui.style import Look
from tests.pages.contacts import ContactsView


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_where_the_card_file_went_is_whole_in_sight(worker, opened, surroundings, look, scale):
    page = opened(ContactsPage, worker)
    surroundings.files.path = worker._place.folder / "contact.card"
    look(Look(scale=scale))
    page.resize(1366, 580)  # what the bars of the window leave of 690
    opened.settle()

    ContactsView(page, opened.settle).save_own()
    opened.settle()

    done = page.own.done
    assert "contact.card" in done.said()
    assert done.visibleRegion().boundingRect().size() == done.size()

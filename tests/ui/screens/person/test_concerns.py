"""The worry about who interpreted, on the person's page: for the lead, folded away."""

from intake_app.ui.person.concerns import ConcernsCard
from tests.pages.screen import Screen
from tests.ui.screens.conversation.conftest import language  # noqa: F401 - fixtures


def test_it_is_not_there_where_nobody_worried(language, qtbot):  # noqa: F811 - a fixture
    card = ConcernsCard(language)
    qtbot.addWidget(card)

    card.show_concerns(())

    assert card.isHidden()


def test_it_stands_folded_until_it_is_asked_for(language, qtbot):  # noqa: F811 - a fixture
    card = ConcernsCard(language)
    qtbot.addWidget(card)
    card.show_concerns(("knows afraid", "knows"))
    page = Screen(card)
    assert not page.reads("afraid")

    page.press("For you alone")

    assert page.reads("They know the person, or the people the person fears")
    assert page.reads("The person is quiet or afraid beside them")
    assert page.reads("It is not shared.")

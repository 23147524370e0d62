import pytest

from intake_app.domain.errors import PacketTamperedError
from intake_app.ui.problems import ProblemBar


@pytest.fixture
def bar(language, qtbot):
    widget = ProblemBar(language)
    qtbot.addWidget(widget)
    return widget


def test_a_known_problem_is_told_with_what_to_do(bar):
    bar.show_problem(PacketTamperedError())

    assert bar.accessibleName() == (
        "This file was changed or damaged on its way. Do not use it. Ask the sender to make it "
        "again."
    )
    assert not bar.isHidden()


@pytest.mark.expects_warning
def test_a_problem_nobody_foresaw_says_nothing_of_what_was_in_it(bar, caplog):
    bar.show_problem(ValueError("her name is Selam"))

    assert "Selam" not in bar.accessibleName() + caplog.text
    assert "ValueError" in caplog.text


def test_a_problem_can_be_put_away(bar, qtbot):
    bar.show_problem(PacketTamperedError())

    with qtbot.waitSignal(bar.dismissed):
        bar.dismiss()

    assert bar.isHidden()


def test_a_problem_follows_the_language(bar, language):
    bar.show_problem(PacketTamperedError())

    language.use("en-XA")

    assert bar.accessibleName().startswith("[")

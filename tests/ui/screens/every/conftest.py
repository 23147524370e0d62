"""Every screen that `dev.py shots` takes a picture of, made in the same invented world."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from intake_app.ui.style import Look, apply_look
from shots_list import screens
from shots_world import build_world

SIZE = (1366, 690)
"""What is left of a small laptop's screen under the bars of its desktop."""


def pytest_generate_tests(metafunc):
    """Run a test that asks for a screen once for each, unless it says for which."""
    said = {marker.args[0] for marker in metafunc.definition.iter_markers("parametrize")}
    if "name" in metafunc.fixturenames and "name" not in said:
        metafunc.parametrize("name", list(screens()))


@pytest.fixture(scope="module")
def world(qapp, tmp_path_factory):
    """Give the invented people, in profiles that the tests of a module share."""
    apply_look(qapp, Look())
    made = build_world(tmp_path_factory.mktemp("world"))
    yield made
    made.close()


@pytest.fixture
def shown(name, world, look, qtbot):
    """Give the way to show the screen in a language and a look."""
    switch = world.surroundings.language

    @contextmanager
    def show(tag="en", wanted=None):
        look(wanted or Look())
        switch.use(tag)
        screen = screens()[name](world)
        screen.resize(*SIZE)
        screen.show()
        screen.activateWindow()
        world.settle()
        try:
            yield screen
        finally:
            screen.close()
            screen.deleteLater()
            world.settle()

    yield show
    world.surroundings.problems.dismiss()
    switch.use("en")

"""One person's pages over two real offices, and the whole window over a real profile."""

from __future__ import annotations

from tests.services.conftest import (  # noqa: F401 - fixtures
    desk,
    guarded,
    program,
    shelter,
    stick,
    worker,
)
from tests.ui.screens.office.conftest import (  # noqa: F401 - fixtures
    language,
    opened,
    surroundings,
)

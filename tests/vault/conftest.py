from __future__ import annotations

import pytest

from intake_app.vault.vault import create_vault
from tests.vault.cheap import CHEAP, PASSPHRASE


@pytest.fixture
def folder(tmp_path):
    """Give a place where there is no profile yet."""
    return tmp_path / "profile"


@pytest.fixture
def vault(folder, chance):
    """Give an open vault in `folder` that opens with PASSPHRASE."""
    return create_vault(folder, PASSPHRASE, random=chance, cost=CHEAP)

"""Keys that are the same in every run."""

from __future__ import annotations

import pytest

from intake_app.domain.secret import Secret
from intake_app.sealing import age
from intake_app.sealing.signing import SigningKeys


@pytest.fixture(scope="session")
def identity():
    return age.HybridIdentity.from_seed(bytes(range(32)))


@pytest.fixture(scope="session")
def keys():
    return SigningKeys.from_seeds(Secret(bytes(range(64))))

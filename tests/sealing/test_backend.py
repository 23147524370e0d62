"""The library at hand is tried, and one that lacks something is refused."""

from __future__ import annotations

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PrivateKey

from intake_app.sealing import dsse, recipients
from intake_app.sealing.backend import check_backend
from intake_app.sealing.errors import BackendError


def test_the_library_we_ship_does_what_packets_need():
    check_backend()


def test_a_library_without_lattice_signatures_is_refused(monkeypatch):
    def unsupported(_):
        raise UnsupportedAlgorithm("ML-DSA-65")

    monkeypatch.setattr(MLDSA65PrivateKey, "from_seed_bytes", unsupported)

    with pytest.raises(BackendError):
        check_backend()


def test_a_library_without_the_hybrid_is_refused(monkeypatch):
    monkeypatch.delattr(recipients, "MLKEM768PrivateKey")
    monkeypatch.setattr(recipients, "MLKEM768PrivateKey", object, raising=False)

    with pytest.raises(BackendError):
        check_backend()


def test_a_library_that_returns_something_else_is_refused(monkeypatch):
    monkeypatch.setattr(dsse, "verify", lambda *_: b"something else")

    with pytest.raises(BackendError):
        check_backend()

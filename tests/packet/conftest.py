"""Offices, a guard, and ways to make packets that no honest sender makes."""

from __future__ import annotations

import io

import pytest

from intake_app.bootstrap.jobs import JOBS
from intake_app.domain.errors import IntakeError
from intake_app.guard.process import Guard
from intake_app.packet.opening import Senders, open_job, open_packet
from intake_app.sealing import age
from tests.packet.people import office, written


@pytest.fixture(scope="session")
def worker():
    """Give the office that sends."""
    return office("North Team")


@pytest.fixture(scope="session")
def desk():
    """Give the office that receives."""
    return office("South Shelter")


@pytest.fixture(scope="session")
def stranger():
    """Give an office whose card nobody holds, and to whom nothing is addressed."""
    return office("Third Place")


@pytest.fixture(scope="session")
def child_guard():
    """Give the real guard, with the program's own registry of jobs."""
    with Guard(JOBS) as guard:
        yield guard


class SameProcess:
    """Runs the opening job without the child, so that what it does can be measured."""

    def run(self, name, args, data):
        assert name == "packet.open"
        return open_job(args, data)


@pytest.fixture(scope="session", params=["in the child", "in this process"])
def guard(request, child_guard):
    """Give both ways to run a job: every class of bad packet meets the real child."""
    return child_guard if request.param == "in the child" else SameProcess()


@pytest.fixture(scope="session")
def sealed(worker, desk):
    """Give a good packet from the worker to the desk."""
    return written(worker, desk).sealed


@pytest.fixture(scope="session")
def take(guard, worker, desk):
    """Open a packet as the desk, which holds the worker's card."""

    def _take(sealed, by=desk, senders=(worker,)):
        return open_packet(
            sealed,
            opener=by.identity,
            own=by.card.fingerprint,
            senders=Senders(sender.card for sender in senders),
            guard=guard,
        )

    return _take


@pytest.fixture(scope="session")
def refused(take):
    """Open a packet that must be refused and return the exact class of the error."""

    def _refused(sealed, **ways):
        try:
            take(sealed, **ways)
        except IntakeError as error:
            return type(error)
        pytest.fail("it was taken")

    return _refused


def seal_archive(archive, to):
    """Seal any bytes to an office, as somebody may who is no honest sender."""
    target = io.BytesIO()
    recipient = age.HybridRecipient.parse(to.card.keys.recipient)
    age.encrypt([recipient], io.BytesIO(archive), target)
    return target.getvalue()


def open_archive(sealed, by):
    """Return what is inside a packet, as its receiver may see it with any age program."""
    source = io.BytesIO(sealed)
    header = age.read_header(source)
    return b"".join(age.decrypt_payload(by.identity.unwrap(header.raw), source))

"""How long the disk takes: from an answer to its commit, and from the passphrase to the lists."""

from __future__ import annotations

import os
import secrets
import time
from itertools import count, islice
from typing import TYPE_CHECKING

from bench_engine import plausible
from bench_figures import Figure, Part, median, spread, spread_both, timed, timed_both
from bench_office import PASSPHRASE, adult, one_office
from bench_window import unlock_and_paint
from intake_app.domain.secret import Secret
from intake_app.vault.slots import KEY_BYTES, LONGEST_UNLOCK_S, calibrated, new_slot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.domain.ids import NodeRef
    from intake_app.services.interview import LiveInterview
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.program import Program

COMMITTED_P99_MS = 16.0
HOME_MS = 300.0
ANSWERS = 1_000
CASES = 1_000


def measure() -> Iterator[Figure]:
    """Give the figures of one profile, first of a conversation, then of many cases."""
    with one_office() as (program, profile):
        yield _committing(profile)
        yield _plain_commits(profile.folder)
        begun = [timed(lambda: profile.conversations.begin(adult())) for _ in range(CASES - 1)]
        yield spread("conversation begun and committed", begun, note=f"the 2nd to the {CASES:,}th")
        profile.close()
        yield from _unlocking(program, profile.folder)


def answers_of(live: LiveInterview) -> Iterator[tuple[NodeRef, str]]:
    """Give questions with an answer that differs from the one before, without end."""
    for turn in count():
        for topic in live.topics():
            for page in topic.pages:
                for node in page.nodes:
                    view = live.question(node)
                    value = plausible(view, turn) if not view.readonly else None
                    if value is not None and view.relevant:
                        yield node, value


def _committing(profile: OpenProfile) -> Figure:
    live = profile.conversations.begin(adult())
    samples = [
        timed_both(lambda node=node, value=value: live.answer(node, value).saved.result())
        for node, value in islice(answers_of(live), ANSWERS)
    ]
    return spread_both(
        "answer -> settled and committed",
        samples,
        limits={"p99": COMMITTED_P99_MS},
        note="journal, answers, audit entry and anchor on disk",
    )


def _plain_commits(folder: Path) -> Figure:
    """Measure what the disk itself takes, for comparison: one small write and its sync."""
    path = folder / "plain"

    def write() -> None:
        os.write(file, b"0" * 4096)
        os.fsync(file)

    file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        samples = [timed(write) for _ in range(ANSWERS // 4)]
    finally:
        os.close(file)
        path.unlink()
    return spread("for comparison: 4 kB written and synced", samples)


def _unlocking(program: Program, folder: Path) -> Iterator[Figure]:
    cost = calibrated()
    vault_id, key = secrets.token_bytes(16), Secret(secrets.token_bytes(KEY_BYTES))
    slot = new_slot(vault_id, key, PASSPHRASE, cost)
    yield spread(
        "passphrase -> key",
        [timed(lambda: slot.open(vault_id, PASSPHRASE)) for _ in range(3)],
        limits={"worst": LONGEST_UNLOCK_S * 1000},
        note=f"slow on purpose: Argon2id, {cost.m_kib // 1024} MiB, calibrated to this machine",
    )
    yield spread(
        f"unlock -> all that Today shows, {CASES:,} cases",
        [_reach_home(program, folder) for _ in range(7)],
        limits={"median": HOME_MS, "worst": HOME_MS},
        note="with the cheapest key derivation and without drawing",
    )
    first, *others = [unlock_and_paint(program, folder) for _ in range(6)]
    yield Figure(
        what=f"unlock -> Today painted, {CASES:,} cases",
        note="the real window, with the cheapest key derivation; the first one loads its modules",
        parts=[
            Part(label="first", value=first[0], at_most=HOME_MS),
            Part(label="median of the others", value=median([took for took, _ in others])),
            Part(label="processor, first", value=first[1]),
            Part(label="median of the others", value=median([used for _, used in others])),
        ],
    )


def _reach_home(program: Program, folder: Path) -> float:
    begin = time.perf_counter()
    profile = program.profiles.unlock(folder, PASSPHRASE)
    try:
        if not profile.conversations.lines():
            raise ValueError("the cases are missing")
        profile.contacts.own()
        profile.referrals.sent()
        profile.inbox.arrived()
        profile.inbox.answers()
        took = (time.perf_counter() - begin) * 1000
    finally:
        profile.close()
    return took

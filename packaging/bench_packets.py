"""How long a referral of about 1 kB takes to seal and to open, in this process and in the child."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from bench_figures import Figure, Part, median, spread, timed
from bench_office import LANGUAGES, PASSPHRASE, adult, two_offices
from intake_app.domain.consent import Manner
from intake_app.packet import manifest
from intake_app.packet.inner import SALT, in_layers, read_inside
from intake_app.packet.opening import JOB, Senders, open_inner, open_job, open_packet, reopen
from intake_app.packet.sealing import SealedPacket, seal
from intake_app.sealing import dsse
from intake_app.services.agreement import text_of_record
from intake_app.vault.vault import unlock_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bench_office import Pair
    from intake_app.domain.ids import CaseId
    from intake_app.guard.job import Reply

CPU_MS = 5.0
TIMES = 300
SAID = {"R02": "rest", "R15": "safe-place", "R16": "24h", "R18": "Tigrinya", "R19": "Invented"}
SHARED = ("need", "people", "languages", "name")


class InThisProcess:
    """Does the guard's work here: what opening costs without a child."""

    def run(self, _name: str, args: Mapping[str, object], data: bytes) -> Reply:
        """Do the job."""
        return open_job(args, data)


def measure() -> Iterator[Figure]:
    """Give the figures of one referral, sealed and opened many times."""
    with two_offices() as pair:
        worker = unlock_vault(pair.worker.folder, PASSPHRASE)
        desk = unlock_vault(pair.desk.folder, PASSPHRASE)
        made = pair.worker.referrals.make(case_to_refer(pair), pair.shelter)
        said = reopen(
            made.envelope, sender=worker.signer.fingerprint, manifest_hash=made.manifest_hash
        )
        inside = read_inside(made.inside, said.body.inner)
        whole = said.body.with_inside(inside)

        def seal_it() -> SealedPacket:
            outer, inner = in_layers(whole, pair.shelter.card, bytes(SALT))
            payload = manifest.write(said.head, outer, blobs=[inner.blob])
            return seal(payload, worker.signer, pair.shelter.card, [inner.blob])

        sealed = seal_it()
        payload = dsse.read(sealed.envelope).unverified
        size = f"{len(payload):,} bytes of manifest, {len(sealed.sealed):,} of file"
        yield _processor_time("seal a referral, both layers", seal_it, size)
        sender = pair.worker.contacts.own()

        def open_with(runner: object) -> Callable[[], object]:
            return lambda: open_packet(
                sealed.sealed,
                opener=desk.opener,
                own=desk.signer.fingerprint,
                senders=Senders([sender]),
                guard=runner,
            )

        yield _processor_time("open it, all in this process", open_with(InThisProcess()), size)
        opened = open_with(InThisProcess())()
        yield _processor_time(
            "open its inner layer on accepting",
            lambda: open_inner(
                opened.inner(), opened.body.inner, opener=desk.opener, guard=InThisProcess()
            ),
            f"{len(made.inside):,} bytes inside",
        )
        guard = pair.program.guard
        yield spread("a guard child made ready", [timed(lambda: guard.prepare(JOB))])
        yield spread(
            "open it, the first look in a warm guard child",
            [timed(open_with(guard)) for _ in range(TIMES // 2)],
            note="by the clock, with the pipes, both processes",
        )


def case_to_refer(pair: Pair) -> CaseId:
    """Return a case of the worker whose person agreed that the desk is told of it."""
    live = pair.worker.conversations.begin(adult())
    for question, value in SAID.items():
        live.answer(live.node_named(question), value).saved.result()
    drafted = pair.worker.referrals.draft(live.case.id, pair.shelter).whole(SHARED)
    scope = replace(drafted, purpose="A safe place to sleep")
    pair.worker.referrals.agree(live.case.id, scope, Manner.VOICE, text_of_record(LANGUAGES))
    return live.case.id


def _processor_time(what: str, work: Callable[[], object], note: str) -> Figure:
    """Measure the processor's time, which other programs on the machine do not change."""
    work()
    begin, clock = time.process_time(), time.perf_counter()
    for _ in range(TIMES):
        work()
    used = (time.process_time() - begin) * 1000 / TIMES
    took = (time.perf_counter() - clock) * 1000 / TIMES
    parts = [
        Part(label="processor, mean", value=used, at_most=CPU_MS),
        Part(label="clock, mean", value=took),
        Part(label="median", value=median([timed(work) for _ in range(TIMES)])),
        Part(label="of", value=TIMES, unit=""),
    ]
    return Figure(what=what, parts=parts, note=note)

"""The registry of what the guard child may be asked to do.

Parent and child read the same registry, and the child imports nothing else of
the program until a job's target is needed.
"""

from __future__ import annotations

from intake_app.guard.job import Job

JOBS: dict[str, Job] = {
    "form.compile": Job(
        target="intake_app.xforms.compile:compile_job", cpu_s=60, wall_s=90, memory_mib=1536
    ),
    "packet.open": Job(
        target="intake_app.packet.opening:open_job",
        cpu_s=30,
        wall_s=60,
        memory_mib=1024,
        warm=True,
    ),
    "card.read": Job(
        target="intake_app.packet.cards:read_card_job",
        cpu_s=5,
        wall_s=15,
        memory_mib=512,
        warm=True,
    ),
    "roster.read": Job(
        target="intake_app.packet.roster:read_roster_job", cpu_s=5, wall_s=15, memory_mib=512
    ),
    "reset.request": Job(
        target="intake_app.vault.reset_files:read_request_job", cpu_s=5, wall_s=15, memory_mib=512
    ),
    "reset.answer": Job(
        target="intake_app.vault.reset_files:read_answer_job", cpu_s=5, wall_s=15, memory_mib=512
    ),
    "code.read": Job(
        target="intake_app.guard.codes:read_job",
        cpu_s=10,
        wall_s=20,
        memory_mib=1024,
        warm=True,
    ),
    "directory.read": Job(
        target="intake_app.interop.directory_csv:read_job", cpu_s=20, wall_s=45, memory_mib=768
    ),
    "recordings.read": Job(
        target="intake_app.interop.recordings_pack:read_job", cpu_s=20, wall_s=60, memory_mib=1024
    ),
}
"""Every guard job by name."""

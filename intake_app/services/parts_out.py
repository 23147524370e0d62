"""Part files of ours that wait in the profile, and that they go with the person they are about."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import IntakeError
from intake_app.domain.packet import REFERRALS, Direction
from intake_app.domain.referral import Referral
from intake_app.exchange.folder import FolderMailbox
from intake_app.exchange.names import is_mailbox
from intake_app.packet.opening import reopen
from intake_app.packet.sealing import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from intake_app.domain.ids import CaseId
    from intake_app.domain.repositories import Unit

FOLDER: Final = "outbox"


def parts_of_case(unit: Unit, case_id: CaseId) -> frozenset[str]:
    """Return the names of the part files that our packets about a person name."""
    names: set[str] = set()
    for kind in REFERRALS:
        for record in unit.packets.find(direction=Direction.OUT, kind=kind, case_id=case_id):
            if record.envelope:
                hash_kept = record.manifest_hash
                body = reopen(record.envelope, sender=None, manifest_hash=hash_kept).body
                names.update(body.parts if isinstance(body, Referral) else ())
    return frozenset(names)


def drop_parts(profile: Path, names: Collection[str]) -> None:
    """Delete part files from a profile; one that cannot be deleted can be opened by nobody here."""
    root = profile / FOLDER
    if not names or not root.is_dir():
        return
    for mailbox in [each.name for each in root.iterdir() if is_mailbox(each.name)]:
        box = FolderMailbox(root, mailbox)
        for name in names:
            with contextlib.suppress(IntakeError):
                box.drop(name + SUFFIX)

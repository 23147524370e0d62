"""Writing down what is noted about a person beside the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.remark import Remark, RemarkKind, Wish, latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.ids import CaseId, NodeRef
    from intake_app.domain.repositories import Unit
    from intake_app.services.workplace import Workplace


class Remarking:
    """Adds remarks of one open profile; the methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def add(  # noqa: PLR0913 - the parts of a remark
        self,
        case_id: CaseId,
        kind: RemarkKind,
        subject: str,
        text: str,
        *,
        cites: Sequence[NodeRef] = (),
        shared: bool = False,
        action: str = "remarked",
    ) -> Remark:
        """Write one down and return it; the chain holds a keyed stand-in for its words.

        Args:
            case_id: Whom it is about.
            kind: What it is about.
            subject: The same, more exactly; "" where there is only one.
            text: The words; "" takes the earlier one back.
            cites: The answers it rests on.
            shared: Whether it may be offered for sharing.
            action: What the chain calls it; the chain outlives an erasure.

        Raises:
            StoreError: It was not kept.
        """
        remark = Remark(
            id=new_id(self._place.random),
            case_id=case_id,
            at=self._place.clock.now(),
            kind=kind,
            subject=subject,
            text=text,
            cites=tuple(cites),
            shared=shared,
        )
        said = "\0".join((kind.value, subject, text, str(shared), *cites))
        stands_for = self._place.vault.cipher.commit_to(case_id, said.encode("utf-8")).hex()

        def work(unit: Unit) -> None:
            audit_n = unit.audit.append(action, case_id, {"said": stands_for})
            unit.remarks.add(remark, audit_n)

        self._place.do(work)
        return remark

    def explained(self, case_id: CaseId) -> frozenset[str]:
        """Return what was explained to the person (`pack:item`)."""
        return frozenset(self._latest(case_id, RemarkKind.EXPLAINED))

    def wishes(self, case_id: CaseId) -> dict[str, Wish]:
        """Return the person's word on each option; one they said nothing to is not there."""
        found = self._latest(case_id, RemarkKind.WISH)
        return {option: Wish(remark.text) for option, remark in found.items()}

    def _latest(self, case_id: CaseId, kind: RemarkKind) -> dict[str, Remark]:
        remarks = self._place.do(lambda unit: unit.remarks.of_case(case_id))
        return latest(remarks, kind)

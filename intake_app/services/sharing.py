"""Writing down what may be shared: by the person's word, or on another ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.consent import ConsentKind, moment_after
from intake_app.domain.errors import ConsentMissingError, GroundMissingError
from intake_app.domain.message import M
from intake_app.domain.referral import SharingBasis
from intake_app.domain.sharing import groups_for
from intake_app.services.holders import settle_files

if TYPE_CHECKING:
    from intake_app.domain.consent import ConsentRecord, Manner, TextOfRecord
    from intake_app.domain.repositories import Unit
    from intake_app.domain.sharing import OtherGround, SharingScope
    from intake_app.services.disclosure import CaseContents
    from intake_app.services.ledger import Ledger
    from intake_app.services.workplace import Workplace


class Sharing:
    """Makes records of sharing, and lets files that have not left follow them."""

    def __init__(self, place: Workplace, ledger: Ledger) -> None:
        self._place = place
        self._ledger = ledger

    def agreed(
        self, contents: CaseContents, scope: SharingScope, manner: Manner, text: TextOfRecord
    ) -> ConsentRecord:
        """Return the signed record of what the person agreed to; `keep` keeps it.

        Raises:
            ConsentMissingError: Nothing was agreed to, or one of the groups may not leave:
                the person may be under 18, or the output has no such group.
        """
        _check(contents, scope)
        return self._ledger.sign(
            contents.case.id,
            ConsentKind.SHARING,
            at=moment_after(contents.consents, self._place.clock.now()),
            scope=scope,
            manner=manner,
            text=text,
        )

    def decided(
        self, contents: CaseContents, scope: SharingScope, ground: OtherGround
    ) -> ConsentRecord:
        """Return the signed record of what is shared without the person's agreement.

        Raises:
            GroundMissingError: What must be said of it is not said.
            ConsentMissingError: As `agreed`.
        """
        ground.check(scope)
        if ground.basis is SharingBasis.BEST_INTEREST and not contents.case.age.is_protected:
            raise GroundMissingError(
                M("This ground is only for someone who is or may be under 18."),
            )
        _check(contents, scope)
        return self._ledger.sign(
            contents.case.id,
            ConsentKind.SHARING,
            at=moment_after(contents.consents, self._place.clock.now()),
            scope=scope,
            ground=ground,
            manner=None,
            text=contents.consents[-1].text,
        )

    def keep(self, unit: Unit, record: ConsentRecord) -> None:
        """Append a record of sharing, and keep back what it does not let leave, in one unit."""
        self._ledger.append(unit, record)
        records = unit.consents.of_case(record.case_id)
        settle_files(unit, record.case_id, records=records, at=record.at)


def _check(contents: CaseContents, scope: SharingScope) -> None:
    allowed = groups_for(contents.case.age, scope.output)
    if not scope.groups or not set(scope.groups) <= set(allowed):
        raise ConsentMissingError

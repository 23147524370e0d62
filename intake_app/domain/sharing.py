"""What may leave, for whom, and on what ground: groups, single fields, period, output."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import GroundMissingError
from intake_app.domain.referral import (
    CHILD_GROUPS,
    FIELD_GROUPS,
    MOST_SENSITIVE,
    OUTSIDE_GROUPS,
    SharingBasis,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.case import AgeBranch
    from intake_app.domain.ids import Fingerprint, NodeRef


class Output(StrEnum):
    """What is made of one intake for one receiver."""

    FULL = "full"
    """A referral: all that was said yes to."""
    NEEDS = "needs"
    """What is needed, and nothing that says who the person is or what happened."""
    ANONYMOUS = "anonymous"
    """A notification: no reference, no free text, no date, no place, nobody's name."""


MINIMUM: Final = tuple(group for group in FIELD_GROUPS if group in OUTSIDE_GROUPS)
"""What may leave without the person's agreement, unless whoever decides so gives a reason for
more: need, people, languages, danger."""

_OF_OUTPUT: Final[Mapping[Output, tuple[str, ...]]] = {
    Output.FULL: FIELD_GROUPS,
    Output.NEEDS: MINIMUM,
    Output.ANONYMOUS: ("need", "people", "languages", "account", "observed"),
}


def groups_for(age: AgeBranch, output: Output) -> tuple[str, ...]:
    """Return the field groups that may leave at all, in the order they are read out.

    Of someone who may be under 18, what happened does not (domain brief, PR14).
    """
    return tuple(
        group for group in _OF_OUTPUT[output] if group in CHILD_GROUPS or not age.is_protected
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTick:
    """The person's word on one single field of a group.

    Attributes:
        form: Id of the form the field belongs to; "" for what belongs to none.
        node: The field's node path.
        ticked: Whether it may leave, whatever holds for the rest of its group.
    """

    form: str
    node: NodeRef
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingScope:
    """One agreement to share: with whom, which groups and fields, what for, until when.

    Attributes:
        groups: Field group codes that may leave; nothing is implied.
        fields: Words on single fields, one to a field. A field without one leaves with
            its group, but never when it is most sensitive: that needs a tick of its own.
        purpose: `referral.HELP_AS_NEEDED`, or people's own words.
        onward: Whether the receiver may pass it on.
        no_authorities: Nothing to police or immigration, also not passed on.
    """

    recipient: Fingerprint
    recipient_name: str
    groups: tuple[str, ...]
    purpose: str
    until: datetime
    fields: tuple[FieldTick, ...] = ()
    output: Output = Output.FULL
    onward: bool = False
    no_authorities: bool = True

    def lets(self, group: str, form: str, node: NodeRef, sensitivity: int) -> bool:
        """Whether one field may leave."""
        if group not in self.groups:
            return False
        word = self.word_on(form, node)
        return sensitivity < MOST_SENSITIVE if word is None else word

    def word_on(self, form: str, node: NodeRef) -> bool | None:
        """Return the person's own word on one field, or None when there is none."""
        return self._words().get((form, node))

    def allows(self, other: SharingScope) -> bool:
        """Whether everything that `other` lets happen is let happen by this, too.

        A field that only one of both names is never taken as allowed: how sensitive it is
        does not stand in the ledger.
        """
        own, words = self._words(), other._words()
        return (
            self.recipient == other.recipient
            and set(other.groups) <= set(self.groups)
            and all(own.get(field) is True for field, word in words.items() if word)
            and all(words.get(field) is False for field, word in own.items() if not word)
            and self.output in {Output.FULL, other.output}
            and self.purpose == other.purpose
            and other.until <= self.until
            and (self.onward or not other.onward)
            and (other.no_authorities or not self.no_authorities)
        )

    def _words(self) -> dict[tuple[str, NodeRef], bool]:
        return {(tick.form, tick.node): tick.ticked for tick in self.fields}


class Told(StrEnum):
    """Whether the person knows that something leaves without their agreement."""

    YES = "yes"
    LATER = "later"
    UNSAFE = "unsafe"
    """Telling would put somebody in danger: what the person reads does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherGround:
    """Why something leaves that the person did not agree to, and who answers for it.

    Attributes:
        basis: Never consent.
        law: The law or rule that lets it leave, as somebody would look it up.
        reason: Why it is needed now.
        decided_by: The role of who decided; never a name. `reviewed_by` likewise, another.
        not_told_because: Why the person does not know yet; "" when they do.
        more_because: Why more than the minimum leaves; "" when it does not.
    """

    basis: SharingBasis
    law: str
    reason: str
    decided_by: str
    reviewed_by: str
    told: Told
    not_told_because: str = ""
    more_because: str = ""

    @property
    def person_knows(self) -> bool:
        """Whether the person was told."""
        return self.told is Told.YES

    @property
    def is_unsafe_to_tell(self) -> bool:
        """Whether what the person reads must not say it."""
        return self.told is Told.UNSAFE

    def check(self, scope: SharingScope) -> None:
        """See to it that whoever decides has said all that must be said.

        Raises:
            GroundMissingError: Something is not said, or decider and reviewer are one.
        """
        said = (self.law, self.reason, self.decided_by, self.reviewed_by)
        if self.basis is SharingBasis.CONSENT or not all(text.strip() for text in said):
            raise GroundMissingError
        if self.decided_by.strip().casefold() == self.reviewed_by.strip().casefold():
            raise GroundMissingError(GroundMissingError.one_alone)
        if not self.person_knows and not self.not_told_because.strip():
            raise GroundMissingError
        if goes_beyond_minimum(scope) and not self.more_because.strip():
            raise GroundMissingError(GroundMissingError.no_reason_for_more)


def goes_beyond_minimum(scope: SharingScope) -> bool:
    """Whether more leaves than the minimum: another group, or a field ticked on its own."""
    return not set(scope.groups) <= set(MINIMUM) or any(tick.ticked for tick in scope.fields)

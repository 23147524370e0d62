"""What the opening screens have found out so far; nothing of it is stored yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intake_app.domain.case import Participant, Presence, Role
from intake_app.domain.consent import BY_WORKER, ON_TURNED_SCREEN, Choice, ConsentItem, Manner
from intake_app.domain.errors import IntakeError
from intake_app.guard import strict_json
from intake_app.services.agreement import text_of_record
from intake_app.services.conversations import Opening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.case import AgeBranch
    from intake_app.domain.consent import TextOfRecord

LAST_INTERPRETER: Final = "last-interpreter"
"""Setting inside the encrypted store: who interpreted the last conversation."""


class CanTalk(StrEnum):
    """Whether we can talk where we are."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"


@dataclass(slots=True, kw_only=True)
class Draft:
    """What was found out, screen by screen.

    Attributes:
        languages: BCP 47 tags: the worker's, then the person's.
        roles: Who is with us, as far as said.
        participants: Those of them whom the person wants here, by role.
        concerns: What worried the worker about somebody who was to interpret, in
            codes; for the lead only.
        read_in: The language in which the person has read what we agree to its end by
            themselves, on the screen turned to them, or "".
    """

    languages: tuple[str, str]
    can_talk: CanTalk | None = None
    roles: set[Role] = field(default_factory=set[Role])
    age: AgeBranch | None = None
    participants: dict[Role, Participant] = field(default_factory=dict[Role, Participant])
    items: dict[ConsentItem, Choice] = field(default_factory=dict[ConsentItem, Choice])
    in_own_words: str = ""
    manner: Manner | None = None
    concerns: list[str] = field(default_factory=list[str])
    read_in: str = ""

    def interpreter(self) -> Participant | None:
        """Return who carries the words between us, or None."""
        for role in (Role.INTERPRETER, Role.MEDIATOR):
            if role in self.participants:
                return self.participants[role]
        return None

    def text(self) -> TextOfRecord:
        """Return the wording that counts, and how the person came to know it."""
        who = self.interpreter()
        alias = who.alias if who else ""
        read = self.read_in == self.languages[1]
        return text_of_record(
            self.languages,
            rendered_by=alias,
            explained_by=ON_TURNED_SCREEN if read else alias or BY_WORKER,
        )

    def opening(self) -> Opening:
        """Return the finished opening.

        Raises:
            ValueError: A question that must be answered is open.
        """
        if self.age is None or self.manner is None:
            raise ValueError("the opening is not finished")
        return Opening(
            can_talk=self.can_talk is CanTalk.YES,
            age=self.age,
            languages=self.languages,
            participants=tuple(
                self.participants[role] for role in Role if role in self.participants
            ),
            items=dict(self.items),
            manner=self.manner,
            text=self.text(),
            in_own_words=self.in_own_words,
        )


def stored_interpreter(interpreter: Participant) -> str:
    """Return what is remembered of an interpreter, for `LAST_INTERPRETER`."""
    return strict_json.dumps(
        {
            "alias": interpreter.alias,
            "language": interpreter.language,
            "dialect": interpreter.dialect,
            "presence": interpreter.presence.value,
            "role": interpreter.role.value,
        }
    ).decode("utf-8")


def restored_interpreter(stored: str) -> Participant | None:
    """Return whom the setting names, not yet accepted by anyone; None when it names nobody."""
    if not stored:
        return None
    try:
        found = strict_json.loads(stored)
        return _participant(found) if isinstance(found, dict) else None
    except (IntakeError, KeyError, ValueError):
        return None


def _participant(found: Mapping[str, object]) -> Participant:
    role = Role(str(found["role"]))
    return Participant(
        id=role.value,
        role=role,
        alias=str(found["alias"]),
        language=str(found["language"]),
        dialect=str(found["dialect"]),
        presence=Presence(str(found["presence"])),
        agreement_read=True,
    )

"""The fictional people of the demo and what they say; nobody and nothing here is real."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.answer import AnswerState, Basis
from intake_app.services.contacts import OwnOffice

if TYPE_CHECKING:
    from collections.abc import Sequence


WORKER = OwnOffice(
    name="Lantern Street Team (invented)",
    role="Outreach",
    answer_to="By phone, 08:00 to 18:00",
    languages=("en",),
)
DESK = OwnOffice(
    name="Quiet Harbour House (invented)",
    role="A safe place to sleep",
    answer_to="By phone, day and night",
    languages=("en", "ar"),
    needs=("need", "people", "languages", "keep-away", "name"),
)
LANGUAGES = ("en", "ti")
LATER_LANGUAGES = ("en", "ar")
"""After the interpreters changed in the middle of the conversation."""

HOOK = "yellow umbrella (invented)"
SHARED_GROUPS = ("need", "people", "languages", "keep-away", "name")
PURPOSE = "A safe place to sleep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing the person of the demo said, or did not want to say."""

    question: str
    value: str = ""
    state: AnswerState | None = None
    basis: Basis = Basis.SAID
    language: str = ""


BEFORE_THE_SWITCH: Sequence[Said] = (
    Said(question="R02", value="water-food rest"),
    Said(question="R03", value="yes"),
    Said(question="R03_note", value="Kitchen work was said, it was a laundry (invented)",
         language="en"),
    Said(question="R06", value="part"),
    Said(question="R07", state=AnswerState.DECLINED),
    Said(question="R05", value="neither"),
)  # fmt: skip
AFTER_THE_SWITCH: Sequence[Said] = (
    Said(question="R04", state=AnswerState.UNKNOWN),
    Said(question="R10", value="yes"),
    Said(question="R15", value="safe-place lawyer"),
    Said(question="R16", value="24h"),
    Said(question="R17", value="no"),
    Said(question="R18", value="Tigrinya, some Arabic (invented)", language="en"),
    Said(question="R19", value="Zufan-Invented", language="en"),
    Said(question="R21", value="Anyone from the Blue Kettle laundry (invented)", language="en"),
    Said(question="R20", state=AnswerState.ANOTHER_TIME),
)

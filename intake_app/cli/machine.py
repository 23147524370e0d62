"""`doctor`: what is wrong with this machine and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.cli.output import EXIT_DONE, EXIT_WRONG
from intake_app.domain.message import M
from intake_app.services.doctor import Doctor, Health

if TYPE_CHECKING:
    import argparse

    from intake_app.cli.output import Voice
    from intake_app.services.program import Program

MARKS = {Health.GOOD: "ok", Health.CAUTION: "!", Health.BAD: "!!"}


def doctor(_program: Program, asked: argparse.Namespace, voice: Voice) -> int:
    """Look at the machine, and at a profile folder when one is named."""
    symptoms = Doctor().examine(asked.vault)
    for symptom in symptoms:
        voice.line(f"{MARKS[symptom.health]:>3} {voice.text(symptom.found)}")
        if symptom.advice is not None:
            voice.line(f"    {voice.text(symptom.advice)}")
    ok = all(symptom.health is not Health.BAD for symptom in symptoms)
    voice.say(
        M("Nothing here keeps Intake from working.")
        if ok
        else M("What is marked with !! must be put right first.")
    )
    voice.give(
        {
            "ok": ok,
            "symptoms": [
                {
                    "name": symptom.name,
                    "health": symptom.health.value,
                    "found": voice.text(symptom.found),
                    "advice": voice.text(symptom.advice) if symptom.advice else None,
                }
                for symptom in symptoms
            ],
        }
    )
    return EXIT_DONE if ok else EXIT_WRONG

"""Every field of the conversation and of a person's page: what is typed is kept meanwhile.

A new form joins by its screen's line in `packaging/shots_*.py`. It has its fields
followed (`ui.half_typed`), or it is named here with the reason why it need not.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from intake_app.ui.half_typed import HalfTyped

OURS = ("intake_app.ui.conversation.", "intake_app.ui.person.")
WHY_NOT = {
    "TextAnswering": "it is an answer, and settles by itself",
    "FieldAnswering": "it is an answer, and settles by itself",
    "Writing": "the person's own answer settles by itself, and asks before it is taken over",
    "DisclosureCard": "a child's words settle by themselves into the journal",
    "FinishGently": "the part that shows it follows its fields (`ending`)",
    "AgreementPage": "nothing may be on the disk before it is agreed that it is written down",
    "DetailsPart": "nothing may be on the disk before it is agreed that it is written down",
    "GlossaryView": "a search keeps nothing",
    "GroundPane": "what leaves without agreement is decided anew, by two, each time",
    "TermsPane": "what leaves is agreed anew with the person each time",
    "ByPhoneCard": "digits that are read out once",
    "ErasingCard": "what a caller says the phrase is must be on no disk",
    "ComplaintsPart": "it is the office's, and is kept by itself after a moment",
}


def reason_not_to(field):
    """Return why what is typed into a field need not be kept meanwhile, or ""."""
    above, is_ours = field.parentWidget(), False
    while above is not None:
        is_ours = is_ours or type(above).__module__.startswith(OURS)
        if type(above).__name__ == "ReplyForm" and above.isHidden():
            return "there is no question to answer: it is followed from when there is"
        if type(above).__name__ in WHY_NOT:
            return WHY_NOT[type(above).__name__]
        above = above.parentWidget()
    return "" if is_ours else "it is of no person"


def test_what_is_typed_is_kept_meanwhile(name, shown):
    with shown() as screen:
        forms = screen.window().findChildren(HalfTyped)
        fields = [
            f for kind in (QLineEdit, QPlainTextEdit, QTextEdit) for f in screen.findChildren(kind)
        ]
        lost = [
            field.accessibleName()
            for field in fields
            if not reason_not_to(field) and not any(form.follows(field) for form in forms)
        ]

    assert lost == []

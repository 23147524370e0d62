"""setvalue actions of an XForm as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from intake_app.xforms.plain import PlainDict

_EVENTS = "{http://www.w3.org/2001/xml-events}event"


def action_of(element: _Element, target: str, trigger: str) -> PlainDict:
    """Return a setvalue action: its events, its target, and an expression or a text.

    Args:
        element: The setvalue element.
        target: The path it writes to.
        trigger: The absolute path of the question that sets it off, or "".
    """
    events = element.get("event") or element.get(_EVENTS) or ""
    action: PlainDict = {"events": [*events.split()], "target": target}
    expression = element.get("value")
    if expression is not None and expression.strip():
        action["value"] = expression
    else:
        action["text"] = element.text or ""
    if trigger:
        action["trigger"] = trigger
    return action

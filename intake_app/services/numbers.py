"""What a question is called by aloud: its topic's number and its own, "2.3".

The same in the room, in the booklet and in every conversation: counted over the
form as it is written, whatever is asked or left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.xforms.controls import by_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from intake_app.xforms.controls import Control
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.nodedefs import NodeDef


def numbers_of(definition: FormDefinition) -> Mapping[str, str]:
    """Return the number of each question that is put to the person, by generic path.

    What the worker notes, and what the opening screens ask, has none.
    """
    numbers: dict[str, str] = {}
    topic = 0
    for group in definition.body:
        asked = [node.path for node in _asked(group.children)] if group.children else []
        topic += bool(asked)
        numbers |= {path: f"{topic}.{n}" for n, path in enumerate(asked, start=1)}
    return numbers


def _asked(controls: Sequence[Control]) -> Iterator[NodeDef]:
    for control in controls:
        node = control.node
        if control.is_question and node is not None and _is_put(node):
            yield node
        yield from _asked(control.children)


def _is_put(node: NodeDef) -> bool:
    return by_of(node) in {"ask", "either"} and node.ours.get("filled") != "yes"

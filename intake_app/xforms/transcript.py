"""What a session looks like from outside, node by node, and what a step changed.

For programs that run a form through a script (`form run`): positional
references, and the words of the reference scenarios' own format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n.direction import without_isolates
from intake_app.xforms import views, wording
from intake_app.xforms.positions import position_ref
from intake_app.xforms.tree import InstanceNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from intake_app.domain.form import FormText
    from intake_app.guard.strict_json import JsonLike
    from intake_app.xforms.session import FormSession
    from intake_app.xforms.tree import Series

    Picture = dict[str, dict[str, JsonLike]]

_TYPES = {"select1": "select", "rank": "rank", "trigger": "trigger", "upload": "upload"}


def picture(session: FormSession, language: str) -> Picture:
    """Return every node of the instance, as it stands now, in `language`."""
    root = session.engine.nodes[session.definition.root.path]
    found: Picture = {position_ref(root): {"type": "root", **_flags(root)}}
    for node in _below(root):
        found[position_ref(node)] = _node(session, node, language)
        for name, series in node.series.items():
            found[f"{position_ref(node)}/{name}#range"] = _range(node, series)
    for name, series in root.series.items():
        found[f"{position_ref(root)}/{name}#range"] = _range(root, series)
    return found


def difference(before: Mapping[str, dict[str, JsonLike]], after: Picture) -> Picture:
    """Return what is new or different in `after`: only the fields that changed."""
    changed: Picture = {}
    for ref, now in after.items():
        then = before.get(ref, {})
        fields = {name: value for name, value in now.items() if then.get(name) != value}
        fields |= {name: None for name in then if name not in now}
        if fields:
            changed[ref] = fields
    return changed


def _below(node: InstanceNode) -> Iterator[InstanceNode]:
    for child in node.children:
        if isinstance(child, InstanceNode):
            yield child
            yield from _below(child)


def _flags(node: InstanceNode) -> dict[str, JsonLike]:
    return {"relevant": node.relevant, "readonly": node.readonly, "required": node.required}


def _range(node: InstanceNode, series: Series) -> dict[str, JsonLike]:
    kind = "controlled" if series.is_counted else "uncontrolled"
    return {
        "type": f"repeat-range:{kind}",
        **_flags(node),
        "required": False,
        "count": len(series.instances),
    }


def _node(session: FormSession, node: InstanceNode, language: str) -> dict[str, JsonLike]:
    shown: dict[str, JsonLike] = {"type": _type(node), **_flags(node)}
    control = node.definition.control
    if node.is_leaf:
        shown["value"] = node.string()
        shown["state"] = node.state.value if node.state is not None else None
    if control is None or not node.is_leaf:
        return shown
    view = views.question(session.engine, node, (language,))
    for name, texts in (("label", view.labels), ("hint", view.hints)):
        if texts:
            shown[name] = _text(texts)
    if control.is_select:
        shown["options"] = [
            [option.name, _text(option.labels) or option.name]
            for option in wording.options(session.engine, node, (language,))
        ]
    if node.is_violated:
        condition = "required" if node.required and not node.text else "constraint"
        shown["violation"] = {"condition": condition, "message": _text(view.violation)}
    return shown


def _type(node: InstanceNode) -> str:
    if node.definition.is_repeat:
        return "repeat-instance"
    if not node.is_leaf:
        return "group"
    control = node.definition.control
    if control is None:
        return "model-value"
    if control.kind == "input" and node.readonly:
        return "note"
    return _TYPES.get(control.kind, control.kind)


def _text(texts: tuple[FormText, ...]) -> str:
    return without_isolates(texts[0].text) if texts else ""

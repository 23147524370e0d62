"""The body of an XForm: groups, repeats and controls as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.xforms.names import JAVAROSA, absolute, path_names
from intake_app.xforms.xform_actions import action_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from intake_app.xforms.plain import Plain, PlainDict
    from intake_app.xforms.xform_texts import TextTable

_JR = f"{{{JAVAROSA}}}"
QUESTIONS = frozenset(
    {"input", "select", "select1", "trigger", "upload", "range", "rank", "secret", "textarea"}
)


class BodyReader:
    """Reads the controls of one form.

    Attributes:
        actions: setvalue actions found inside controls.
    """

    def __init__(
        self, texts: TextTable, name: Callable[[_Element], str], root: tuple[str, ...]
    ) -> None:
        self.actions: list[PlainDict] = []
        self._texts = texts
        self._name = name
        self._root = root

    def read(self, body: _Element) -> list[Plain]:
        """Return the controls of the body, in order."""
        return self._children(body, self._root)

    def _children(self, element: _Element, base: tuple[str, ...]) -> list[Plain]:
        found: list[Plain] = []
        for child in element.iterchildren("*"):
            kind = self._name(child).removeprefix("odk:")
            if kind in {"group", "repeat"}:
                found.append(self._group(child, kind, base))
            elif kind in QUESTIONS:
                found.append(self._question(child, kind, base))
            elif kind == "setvalue":
                self._action(child, base, "")
        return found

    def _path(self, element: _Element, base: tuple[str, ...]) -> str:
        ref = element.get("nodeset") or element.get("ref")
        return absolute(ref, base) if ref else ""

    def _group(self, element: _Element, kind: str, base: tuple[str, ...]) -> PlainDict:
        path = self._path(element, base)
        inner = path_names(path) or base
        group: PlainDict = {"k": kind}
        if path:
            group["ref"] = path
        self._texts_of(element, path or f"group-{len(self.actions)}", group)
        self._appearance(element, group)
        if kind == "repeat":
            for attribute, key in (("count", "count"), ("noAddRemove", "fixed")):
                expression = element.get(f"{_JR}{attribute}")
                if expression is not None and expression.strip():
                    group[key] = expression.strip()
        group["c"] = self._children(element, inner)
        return group

    def _question(self, element: _Element, kind: str, base: tuple[str, ...]) -> PlainDict:
        path = self._path(element, base)
        question: PlainDict = {"k": kind, "ref": path}
        self._texts_of(element, path, question)
        self._appearance(element, question)
        for key in ("start", "end", "step", "mediatype"):
            value = element.get(key)
            if value is not None:
                question[key] = value
        items: list[Plain] = []
        for child in element.iterchildren("*"):
            name = self._name(child)
            if name == "itemset":
                question["itemset"] = self._itemset(child)
            elif name == "item":
                items.append(self._item(child, f"{path}:{len(items)}"))
            elif name == "setvalue":
                self._action(child, path_names(path)[:-1], path)
        if items:
            question["items"] = items
        return question

    def _texts_of(self, element: _Element, path: str, target: PlainDict) -> None:
        for child in element.iterchildren("*"):
            name = self._name(child)
            if name in {"label", "hint"} and name not in target:
                reference = self._texts.read_label(child, f"{path}:{name}")
                if reference is not None:
                    target[name] = reference

    @staticmethod
    def _appearance(element: _Element, target: PlainDict) -> None:
        appearance = element.get("appearance")
        if appearance:
            target["appearance"] = appearance

    def _itemset(self, element: _Element) -> PlainDict:
        itemset: PlainDict = {"nodeset": (element.get("nodeset") or "").strip()}
        for child in element.iterchildren("*"):
            name = self._name(child)
            if name in {"value", "label"} and child.get("ref"):
                itemset[name] = str(child.get("ref")).strip()
        return itemset

    def _item(self, element: _Element, own_id: str) -> PlainDict:
        item: PlainDict = {"v": ""}
        for child in element.iterchildren("*"):
            name = self._name(child)
            if name == "value":
                item["v"] = (child.text or "").strip()
            elif name == "label":
                reference = self._texts.read_label(child, f"{own_id}:label")
                if reference is not None:
                    item["label"] = reference
        return item

    def _action(self, element: _Element, base: tuple[str, ...], trigger: str) -> None:
        ref = (element.get("ref") or "").strip()
        if ref and not ref.startswith("/"):
            ref = "/" + "/".join((*base, ref))
        self.actions.append(action_of(element, ref, trigger))

"""An XForm document read into plain data: the compiled form (docs/formats/form-definition.md).

The XML was parsed by someone else (`guard.safe_xml`, or the conformance
runner's tolerant parser); here its elements become dictionaries and lists that
JSON can hold, in which every text has an id and every path is absolute.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.domain.message import M
from intake_app.xforms.languages import tag_of
from intake_app.xforms.names import INTAKE, JAVAROSA, PREFIXES, absolute, plain_name
from intake_app.xforms.xform_actions import action_of
from intake_app.xforms.xform_body import BodyReader
from intake_app.xforms.xform_texts import TextTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from intake_app.xforms.plain import Plain, PlainDict

FORMAT = 1
_JR = f"{{{JAVAROSA}}}"
_INTAKE = f"{{{INTAKE}}}"
_EXPRESSIONS = ("calculate", "relevant", "required", "readonly", "constraint")


def read_xform(root: _Element) -> PlainDict:
    """Return the compiled form that an XForm's document element describes.

    Raises:
        FormError: It has no model or no primary instance.
    """
    return _Reader(root).read()


class _Reader:
    """Reads one document; keeps the namespace prefixes that its author chose."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._prefixes = {
            uri: prefix for element in root.iter("*") for prefix, uri in _nsmap(element) if prefix
        }
        self._texts = TextTable()

    def read(self) -> PlainDict:
        """Return the whole compiled form."""
        model = next(self._find("model"), None)
        primary = self._primary(model)
        if model is None or primary is None:
            raise FormError(
                M("This form has no data part."),
                hint=M("Convert the form again with a current version of its tool."),
            )
        self._texts.read_itext(next(self._children(model, "itext"), None))
        tree = self._node(primary)
        body = BodyReader(self._texts, self._name, (self._name(primary),))
        titles = [t.text or "" for t in self._find("h:title")]
        bound = self._binds(model, self._name(primary))
        body_element = next(self._find("h:body"), None)
        controls: Plain = body.read(body_element) if body_element is not None else []
        actions: list[Plain] = [*self._actions(model), *body.actions]
        return {
            "format": FORMAT,
            "form_id": _form_id(primary),
            "version": _version(primary),
            "title": titles[0].strip() if titles else "",
            "default_language": tag_of(self._texts.default),
            "languages": [{"tag": tag_of(n), "name": n} for n in self._texts.languages],
            "model": tree,
            "binds": bound,
            "body": controls,
            "actions": actions,
            "instances": self._instances(model, primary),
            "texts": self._texts.as_plain(),
        }

    def _find(self, name: str) -> Iterator[_Element]:
        return (e for e in self._root.iter("*") if self._name(e) == name)

    def _children(self, element: _Element, name: str) -> Iterator[_Element]:
        return (e for e in element.iterchildren("*") if self._name(e) == name)

    def _name(self, element: _Element) -> str:
        return plain_name(element.tag, self._prefixes)

    def _primary(self, model: _Element | None) -> _Element | None:
        if model is None:
            return None
        for instance in self._children(model, "instance"):
            for child in instance.iterchildren("*"):
                return child
        return None

    def _node(self, element: _Element) -> PlainDict:
        """Return an instance element: ``n`` name, ``v`` value, ``a`` attributes, ``c`` children.

        A repeat's template is a child like any other, marked ``"template": true``.
        """
        node: PlainDict = {"n": self._name(element)}
        children = [self._node(c) for c in element.iterchildren("*")]
        if children:
            node["c"] = [*children]
        elif element.text:
            node["v"] = element.text
        attributes: PlainDict = {}
        for key, value in element.attrib.items():
            if key == f"{_JR}template":
                node["template"] = True
            else:
                attributes[plain_name(str(key), self._prefixes)] = str(value)
        if attributes:
            node["a"] = attributes
        return node

    def _binds(self, model: _Element, root: str) -> PlainDict:
        binds: PlainDict = {}
        for element in model.iter("*"):
            if self._name(element) != "bind":
                continue
            nodeset = element.get("nodeset") or element.get("ref") or ""
            path = absolute(nodeset, (root,))
            bind = self._bind(element, path)
            present = binds.get(path)
            if isinstance(present, dict):
                bind = {**present, **bind}
            binds[path] = bind
        return binds

    def _bind(self, element: _Element, path: str) -> PlainDict:
        bind: PlainDict = {}
        kind = element.get("type")
        if kind:
            bind["type"] = kind.rpartition(":")[2]
        for name in _EXPRESSIONS:
            expression = element.get(name)
            if expression is not None and expression.strip():
                bind[name] = expression.strip()
        for attribute, key in (
            ("constraintMsg", "constraint_text"),
            ("requiredMsg", "required_text"),
        ):
            message = element.get(f"{_JR}{attribute}")
            if message is not None:
                bind[key] = self._texts.reference(message, f"{path}:jr:{attribute}")
        preload = element.get(f"{_JR}preload")
        if preload is not None:
            bind["preload"] = [preload, element.get(f"{_JR}preloadParams") or ""]
        ours: PlainDict = {
            str(key)[len(_INTAKE) :]: str(value)
            for key, value in element.attrib.items()
            if str(key).startswith(_INTAKE)
        }
        if ours:
            bind["intake"] = ours
        return bind

    def _actions(self, model: _Element) -> Iterator[PlainDict]:
        ids = {b.get("id"): b.get("nodeset") for b in self._find("bind") if b.get("id")}
        for element in self._children(model, "setvalue"):
            ref = element.get("ref") or ids.get(element.get("bind")) or ""
            yield action_of(element, ref, "")

    def _instances(self, model: _Element, primary: _Element) -> PlainDict:
        """Return secondary instances by id, each as JSON text that is read when needed."""
        found: PlainDict = {}
        for instance in self._children(model, "instance"):
            name = instance.get("id")
            content = next(instance.iterchildren("*"), None)
            if content is primary or name is None:
                continue
            source = instance.get("src")
            entry: PlainDict = {"src": source} if source else {}
            if content is not None:
                tree = self._node(content)
                entry["tree"] = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
            found[name] = entry
        return found


def _nsmap(element: _Element) -> Iterator[tuple[str | None, str]]:
    for prefix, uri in element.nsmap.items():
        if uri not in PREFIXES:
            yield prefix, uri


def _form_id(primary: _Element) -> str:
    return str(primary.get("id") or "")


def _version(primary: _Element) -> str:
    return str(primary.get("version") or primary.get("{http://openrosa.org/xforms}version") or "")

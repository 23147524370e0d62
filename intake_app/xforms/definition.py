"""A compiled form: immutable, shared by sessions, read from plain JSON.

What it takes to run a form is worked out here once: which question stands
where, and what must be looked at again when a node changes (`graph`). Texts
and choice lists are only decoded when someone looks at them.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.domain.message import M
from intake_app.guard import strict_json
from intake_app.xforms.controls import Control, read_body
from intake_app.xforms.graph import Graph
from intake_app.xforms.languages import UNDETERMINED, best_match, tag_of
from intake_app.xforms.names import join_path
from intake_app.xforms.nodedefs import NodeDef, build_nodes
from intake_app.xforms.plain import dict_of, dicts_of, text_of, texts_of
from intake_app.xforms.xform import FORMAT
from intake_app.xforms.xpath.compile import Compiler
from intake_app.xforms.xpath.functions import FUNCTIONS
from intake_app.xforms.xpath.nodes import Node, NodeKind, leaf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.xforms.plain import Plain, PlainDict

MAX_BYTES = 64 << 20
MAX_NESTING = 200
_WORDING = ("title", "texts", "languages", "default_language", "status", "reviewed")


class FormDefinition:
    """One compiled form.

    Attributes:
        form_id: The form's own id; names a form, not a version of it.
        version: As the author wrote it.
        title: In the default language.
        status: draft, reviewed ..., from the settings; "" from other authors.
        default_language: The tag of the language that fills gaps of others.
        languages: Tags of all languages, in the author's order.
        root: The definition of the topmost node.
        nodes: Definitions by generic path.
        compiler: Turns this form's expressions into closures.
    """

    def __init__(self, data: PlainDict) -> None:
        """Take a compiled form as plain data; `from_json` is the usual way.

        Raises:
            FormError: The data is no compiled form of this version.
        """
        if data.get("format") != FORMAT:
            raise FormError(
                M("This compiled form was made by another version of Intake."),
                hint=M("Bring the form in again from its spreadsheet."),
            )
        self._data = data
        self.form_id = text_of(data, "form_id")
        self.version = text_of(data, "version")
        self.title = text_of(data, "title")
        self.status = text_of(data, "status")
        self.default_language = text_of(data, "default_language", UNDETERMINED)
        self._names = {tag_of(n): n for n in dict_of(data, "texts")}
        self.languages = tuple(text_of(d, "tag") for d in dicts_of(data, "languages"))
        self._reviewed = frozenset(texts_of(data, "reviewed")) if "reviewed" in data else None
        self._texts: dict[str, Mapping[str, PlainDict]] = {}
        self.compiler = Compiler(FUNCTIONS)
        self.nodes: dict[str, NodeDef] = {}
        self.root = build_nodes(data, self.nodes)
        self.body: tuple[Control, ...] = read_body(data, self.nodes)

    @classmethod
    def from_json(cls, text: bytes) -> FormDefinition:
        """Return the form that `to_json` wrote.

        Raises:
            FormError: The bytes are no compiled form of this version.
        """
        data = strict_json.loads(text, max_bytes=MAX_BYTES, max_depth=MAX_NESTING)
        if not isinstance(data, dict):
            raise FormError
        return cls(data)

    def to_json(self) -> bytes:
        """Return the compiled form as canonical JSON (sorted keys, no blanks, UTF-8)."""
        return _canonical(self._data)

    @cached_property
    def graph(self) -> Graph:
        """What depends on what; made when the first session starts."""
        return Graph(self)

    @cached_property
    def logic_hash(self) -> str:
        """SHA-256 hex of everything that decides behaviour; pins an interview."""
        logic = {k: v for k, v in self._data.items() if k not in _WORDING}
        return hashlib.sha256(_canonical(logic)).hexdigest()

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 hex of all wording; a newer one may be shown with the same logic."""
        wording = {k: v for k, v in self._data.items() if k in _WORDING}
        return hashlib.sha256(_canonical(wording)).hexdigest()

    @property
    def actions(self) -> Sequence[PlainDict]:
        """The setvalue actions as plain data."""
        return dicts_of(self._data, "actions")

    @property
    def instance_names(self) -> frozenset[str]:
        """The ids of the secondary instances."""
        return frozenset(dict_of(self._data, "instances"))

    def instance_source(self, name: str) -> str:
        """Return where an instance's content comes from (``jr://...``), or ""."""
        return text_of(dict_of(dict_of(self._data, "instances"), name), "src")

    def instance(self, name: str) -> Node | None:
        """Return a fresh tree of a secondary instance: a root above its one element."""
        entry = dict_of(dict_of(self._data, "instances"), name)
        tree = _decode(text_of(entry, "tree")) if "tree" in entry else None
        if not isinstance(tree, dict):
            return None
        root = Node(NodeKind.ROOT)
        root.add(_plain_node(tree))
        return root

    def language_name(self, tag: str) -> str:
        """Return what the author calls a language; "" when the form has no names for them."""
        return self._names.get(tag, "")

    def speaks(self, asked: str) -> bool:
        """Whether the form can be shown in the language with this tag.

        A form that names no languages has texts in one that nobody told us; it
        is taken to be whatever is asked for, but not a name that is no tag.
        """
        if best_match(asked, set(self._names)) is not None:
            return True
        return self.languages == (UNDETERMINED,) and not asked.startswith("x-")

    def serving(self, asked: str) -> str:
        """Return the tag of the language that serves `asked`; the default if none does."""
        return best_match(asked, set(self._names)) or self.default_language

    def text(self, text_id: str, tag: str, form: str = "") -> Sequence[Plain] | None:
        """Return the segments of a text in exactly the language `tag`, or None."""
        segments = self._table(tag).get(text_id, {}).get(form)
        return segments if isinstance(segments, list) else None

    def is_reviewed(self, tag: str) -> bool:
        """Whether a person has checked the wording in this language."""
        return self._reviewed is None or tag in self._reviewed

    def text_ids(self, tag: str) -> frozenset[str]:
        """Return the ids of all texts that exist in a language."""
        return frozenset(self._table(tag))

    def _table(self, tag: str) -> Mapping[str, PlainDict]:
        """Return the texts of a language by id; decoded when first asked for."""
        table = self._texts.get(tag)
        if table is None:
            source = text_of(dict_of(self._data, "texts"), self._names.get(tag, ""), "{}")
            decoded = _decode(source)
            texts = decoded if isinstance(decoded, dict) else {}
            table = {k: v for k, v in texts.items() if isinstance(v, dict)}
            self._texts[tag] = table
        return table

    def find(self, names: Sequence[str]) -> NodeDef | None:
        """Return the definition at a generic path, or None."""
        return self.nodes.get(join_path(tuple(names)))


def _decode(text: str) -> Plain:
    return strict_json.loads(text, max_bytes=MAX_BYTES, max_depth=MAX_NESTING)


def _canonical(data: PlainDict) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def _plain_node(tree: PlainDict) -> Node:
    node = leaf(text_of(tree, "n"), text_of(tree, "v"))
    attributes = []
    for name, value in dict_of(tree, "a").items():
        attribute = Node(NodeKind.ATTRIBUTE, name, str(value))
        attribute.parent = node
        attributes.append(attribute)
    node.attributes = tuple(attributes)
    for child in dicts_of(tree, "c"):
        node.add(_plain_node(child))
    return node

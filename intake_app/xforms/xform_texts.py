"""The texts of an XForm: itext, and labels written in place, as segments by id.

A text is a list of segments: plain strings, and ``{"o": expression}`` where a
value is filled in. pyxform writes ``-`` for a translation that is missing;
such a text is left out, so that the default language shows and says so.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from intake_app.xforms.plain import Plain, PlainDict

MISSING = "-"
_ITEXT_CALL = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*")


class TextTable:
    """Collects texts by language name and id.

    Attributes:
        languages: Names of the languages, in the form's order.
        default: The name of the language shown when another lacks a text.
    """

    def __init__(self) -> None:
        self.languages: list[str] = []
        self.default = ""
        self._texts: dict[str, dict[str, PlainDict]] = {}

    def read_itext(self, itext: _Element | None) -> None:
        """Read the itext element; without one there is one language without a name."""
        if itext is not None:
            for translation in itext.iterchildren("*"):
                name = str(translation.get("lang") or "")
                if name in self._texts:
                    continue
                self.languages.append(name)
                table = self._texts[name] = {}
                if translation.get("default") is not None:
                    self.default = name
                for text in translation.iterchildren("*"):
                    if text.get("id"):
                        self._read_text(text, table)
        if not self.languages:
            self.languages.append("")
            self._texts[""] = {}
        if self.default not in self._texts:
            self.default = self.languages[0]

    def _read_text(self, text: _Element, table: dict[str, PlainDict]) -> None:
        forms: PlainDict = {}
        for value in text.iterchildren("*"):
            content = segments(value)
            if content and content != [MISSING]:
                forms[str(value.get("form") or "")] = content
        if forms:
            table[str(text.get("id"))] = forms

    def reference(self, source: str, own_id: str) -> PlainDict:
        """Return the reference to a text that an attribute gives.

        Args:
            source: ``jr:itext('id')``, or the text itself.
            own_id: The id to keep the text under in the second case.
        """
        match = _ITEXT_CALL.fullmatch(source)
        if match is not None:
            return {"id": match[1] if match[1] is not None else match[2]}
        return self.add(own_id, [source])

    def read_label(self, element: _Element, own_id: str) -> PlainDict | None:
        """Return the reference of a label or hint element; None when it is empty."""
        ref = element.get("ref")
        if ref is not None and ref.strip():
            match = _ITEXT_CALL.fullmatch(ref)
            if match is not None:
                return {"id": match[1] if match[1] is not None else match[2]}
            return {"x": ref.strip()}
        content = segments(element)
        return self.add(own_id, content) if content else None

    def add(self, text_id: str, content: list[Plain]) -> PlainDict:
        """Keep a text in the default language and return the reference to it."""
        self._texts[self.default][text_id] = {"": content}
        return {"id": text_id}

    def as_plain(self) -> PlainDict:
        """Return all texts by language name, each language as JSON text read when needed."""
        return {
            name: json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            for name, table in self._texts.items()
        }


def segments(element: _Element) -> list[Plain]:
    """Return the segments of a text; blanks at its two ends do not count."""
    found: list[Plain] = []
    _append(found, element.text)
    for child in element.iterchildren("*"):
        if child.tag.rpartition("}")[2] == "output":
            found.append({"o": str(child.get("value") or child.get("ref") or "''").strip()})
        else:
            _append(found, "".join(str(t) for t in child.itertext()))
        _append(found, child.tail)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip(" \t\r\n")
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" \t\r\n")
    return [s for s in found if s != ""]


def _append(found: list[Plain], text: str | None) -> None:
    if not text:
        return
    if found and isinstance(found[-1], str):
        found[-1] += text
    else:
        found.append(text)

"""XML from outside: looked over by expat first, then parsed by a hardened lxml.

The first pass builds nothing. It refuses any document type (and with it every
entity, so that neither a billion laughs nor a file of this computer gets in),
every encoding but UTF-8 (so that both parsers read the same), and what is too
deep or too long. Comments and processing instructions are dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from intake_app.guard.refusal import malformed, too_large, unsafe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

MAX_BYTES = 32 << 20
MAX_DEPTH = 100
MAX_ATTRIBUTE = 256 << 10
MAX_ATTRIBUTES = 256
MAX_TEXT = 4 << 20
MAX_TOKEN = 4 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlLimits:
    """How large the parts of a document may be.

    Attributes:
        depth: Deepest nesting of elements.
        attribute: Longest attribute value, in characters.
        attributes: Most attributes of one element.
        text: Longest run of text, in characters.
        token: Most bytes of one tag, comment or instruction that is fed in
            pieces. With each piece expat starts again at the beginning of what
            is not yet whole; without an end to that, time would be quadratic.
    """

    depth: int = MAX_DEPTH
    attribute: int = MAX_ATTRIBUTE
    attributes: int = MAX_ATTRIBUTES
    text: int = MAX_TEXT
    token: int = MAX_TOKEN


class XmlScan:
    """The first pass: fed with a document in pieces, refuses what breaks a limit.

    Args:
        limits: What is accepted.
        on_element: Called with each element's qualified name and attributes.
    """

    def __init__(
        self,
        limits: XmlLimits,
        on_element: Callable[[str, Mapping[str, str]], None] | None = None,
    ) -> None:
        self._limits = limits
        self._on_element = on_element
        self._depth = 0
        self._text = 0
        self._fed = 0
        self._parser = expat.ParserCreate()
        self._parser.XmlDeclHandler = self._declaration
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def feed(self, piece: bytes) -> None:
        """Look at the next piece of the document.

        Raises:
            OutsideFileError: The document breaks a limit or is no XML.
        """
        self._parse(piece, is_last=False)
        self._fed += len(piece)
        if self._fed - max(0, self._parser.CurrentByteIndex) > self._limits.token:
            raise too_large()

    def finish(self) -> None:
        """Say that the document has ended.

        Raises:
            OutsideFileError: It had not.
        """
        self._parse(b"", is_last=True)

    def _parse(self, piece: bytes, *, is_last: bool) -> None:
        try:
            self._parser.Parse(piece, is_last)
        except (expat.ExpatError, ValueError):
            raise malformed() from None

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii"):
            raise malformed()

    def _doctype(self, *_: object) -> None:
        raise unsafe()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._text = 0
        longest = max(map(len, attributes.values()), default=0)
        if (
            self._depth > self._limits.depth
            or longest > self._limits.attribute
            or len(attributes) > self._limits.attributes
        ):
            raise too_large()
        if self._on_element is not None:
            self._on_element(name, attributes)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._text = 0

    def _characters(self, text: str) -> None:
        self._text += len(text)
        if self._text > self._limits.text:
            raise too_large()


def parse(
    data: bytes,
    *,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    max_attribute: int = MAX_ATTRIBUTE,
) -> Element:
    """Return the root element of a UTF-8 document without a document type.

    Raises:
        OutsideFileError: The document breaks a limit, has a document type, is
            in another encoding or is no XML.
    """
    if len(data) > max_bytes:
        raise too_large()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise malformed() from None
    scan = XmlScan(XmlLimits(depth=max_depth, attribute=max_attribute))
    scan.feed(data)  # in one piece, so that nothing is looked over twice
    scan.finish()
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.LxmlError:
        raise malformed() from None

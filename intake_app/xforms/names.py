"""Names of nodes: one spelling for each, whatever prefix a document chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

XFORMS = "http://www.w3.org/2002/xforms"
XHTML = "http://www.w3.org/1999/xhtml"
JAVAROSA = "http://openrosa.org/javarosa"
OPENROSA = "http://openrosa.org/xforms"
ODK = "http://www.opendatakit.org/xforms"
INTAKE = "urn:intake:form:1"
ENTITIES = "http://www.opendatakit.org/xforms/entities"

PREFIXES: Mapping[str, str] = {
    XFORMS: "",
    XHTML: "h",
    JAVAROSA: "jr",
    OPENROSA: "orx",
    ODK: "odk",
    INTAKE: "intake",
    ENTITIES: "entities",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""The prefix each namespace gets in our names; XForms' own names have none."""


def plain_name(tag: str, prefixes: Mapping[str, str]) -> str:
    """Return an expanded name (``{uri}local``) with its one prefix.

    Args:
        tag: The name as an XML parser gives it.
        prefixes: Namespace URI to prefix, for namespaces that are not ours.
    """
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].partition("}")
    prefix = PREFIXES.get(uri)
    if prefix is None:
        prefix = prefixes.get(uri, "")
    return f"{prefix}:{local}" if prefix else local


def path_names(path: str) -> tuple[str, ...]:
    """Return the names of a plain absolute path: ``/data/a`` gives (data, a)."""
    return tuple(part.strip() for part in path.strip().strip("/").split("/") if part.strip())


def join_path(names: tuple[str, ...] | list[str]) -> str:
    """Return the absolute path of names."""
    return "/" + "/".join(names)


def absolute(ref: str, base: tuple[str, ...]) -> str:
    """Return the absolute plain path of a reference; predicates are dropped."""
    cleaned = _without_predicates(ref).strip()
    names = [] if cleaned.startswith("/") else list(base)
    for name in path_names(cleaned):
        if name == "..":
            names = names[:-1]
        elif name not in {".", "current()"}:
            names.append(name)
    return join_path(names)


def _without_predicates(ref: str) -> str:
    depth = 0
    kept: list[str] = []
    for character in ref:
        depth += character == "["
        if not depth:
            kept.append(character)
        depth -= character == "]"
    return "".join(kept)


def shared_names(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Return how many leading names two paths have in common."""
    shared = 0
    for mine, other in zip(first, second, strict=False):
        if mine != other:
            break
        shared += 1
    return shared

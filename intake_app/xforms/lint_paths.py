"""References of an expression that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.xforms.names import join_path
from intake_app.xforms.xpath.deps import ANY, BELOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.xpath.deps import Reads


def unknown_paths(definition: FormDefinition, found: Reads) -> Iterator[str]:
    """Yield the paths that no node of the form has, each once."""
    seen: set[str] = set()
    for dependency in found.paths:
        names = dependency.names
        if not names or ANY in names or BELOW in names:
            continue
        path = join_path(names)
        if path not in definition.nodes and path not in seen:
            seen.add(path)
            yield path

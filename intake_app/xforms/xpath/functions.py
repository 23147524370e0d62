"""All functions that expressions of a form may call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.xforms.xpath.core_functions import CORE_FUNCTIONS
from intake_app.xforms.xpath.date_functions import DATE_FUNCTIONS
from intake_app.xforms.xpath.geo_functions import GEO_FUNCTIONS
from intake_app.xforms.xpath.node_functions import NODE_FUNCTIONS
from intake_app.xforms.xpath.number_functions import NUMBER_FUNCTIONS
from intake_app.xforms.xpath.text_functions import TEXT_FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.xforms.xpath.signature import Function

FUNCTIONS: Mapping[str, Function] = {
    **CORE_FUNCTIONS,
    **TEXT_FUNCTIONS,
    **DATE_FUNCTIONS,
    **NUMBER_FUNCTIONS,
    **GEO_FUNCTIONS,
    **NODE_FUNCTIONS,
}

VOLATILE = frozenset({"random", "uuid", "now", "today", "once"})
"""Functions whose value is chance or the moment: stored, never run again on reload."""

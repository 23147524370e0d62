from __future__ import annotations

import pytest

from intake_app.xforms.xpath.deps import reads
from intake_app.xforms.xpath.parser import parse

CONTEXT = ("data", "rep", "q")


def paths(source: str) -> set[tuple[str, int]]:
    found = reads(parse(source), CONTEXT)
    return {("/" + "/".join(d.names), d.anchor) for d in found.paths}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (".", {("/data/rep/q", 3)}),
        ("../other", {("/data/rep/other", 2)}),
        ("../../rep/q", {("/data/rep/q", 1)}),
        ("/data/a + /data/b", {("/data/a", 0), ("/data/b", 0)}),
        ("position(..)", {("/data/rep", 2)}),
        ("current()/../x", {("/data/rep/x", 2)}),
        ("sum(/data/rep/x)", {("/data/rep/x", 0)}),
        (
            "/data/rep[x = current()/../y]/z",
            {("/data/rep/x", 0), ("/data/rep/y", 2), ("/data/rep/z", 0)},
        ),
        ("instance('l')/root/item[k = /data/a]/v", {("/data/a", 0)}),
        ("if(../a, ../b, 'c')", {("/data/rep/a", 2), ("/data/rep/b", 2)}),
        ("count(../*)", {("/data/rep/*", 2)}),
        ("//x", {("/**", 0)}),
        ("indexed-repeat(../x, .., 2)", {("/data/rep/x", 2), ("/data/rep/x", 0), ("/data/rep", 2)}),
        ("jr:choice-name(../a, '../b')", {("/data/rep/a", 2), ("/data/rep/b", 2)}),
        ("-(../a) | ../b", {("/data/rep/a", 2), ("/data/rep/b", 2)}),
        ("'text' + 1", set()),
    ],
)
def test_every_node_that_is_read_is_found(source, expected):
    assert paths(source) == expected


def test_functions_and_lists_are_noted():
    found = reads(
        parse("if(once(random()) > 1, instance('a')/x, pulldata('b', 'c', 'd', 'e'))"), CONTEXT
    )

    assert {"if", "once", "random"} <= found.functions
    assert found.instances == {"a", "b"}

"""XML from outside: no document type, nothing too deep or long, one encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import OutsideFileError
from intake_app.guard import safe_xml

LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><x>&a9;</x>"
)


def test_a_plain_document_is_read():
    root = safe_xml.parse('<?xml version="1.0" encoding="UTF-8"?><a b="é">x<c/>&lt;</a>'.encode())

    assert root.tag == "a"
    assert root.get("b") == "é"
    assert "".join(root.itertext()) == "x<"


def test_comments_and_instructions_are_dropped():
    root = safe_xml.parse(b"<?xml-stylesheet href='x'?><a>one<!-- c --><?p i?>two<b/></a>")

    assert root.text == "onetwo"
    assert [child.tag for child in root] == ["b"]


@pytest.mark.parametrize(
    "document",
    [
        LAUGHS,
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd"><x/>',
        b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><x/>',
        b"<!DOCTYPE x><x/>",
        b"<x>&undefined;</x>",
        b"<a><b></a></b>",
        b"<a/><b/>",
        b"<a",
        b"text",
        b"",
        b"<a>\x00</a>",
        b"<a>\xff</a>",
        b'<?xml version="1.0" encoding="UTF-7"?><a/>',
        b'<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>',
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"),
        b"<p:a/>",
    ],
)
def test_an_unsafe_or_broken_document_is_refused(document):
    with pytest.raises(OutsideFileError):
        safe_xml.parse(document)


def test_depth_is_accepted_to_its_limit_and_no_further():
    assert safe_xml.parse(b"<a>" * 5 + b"</a>" * 5, max_depth=5) is not None
    for depth in (6, 100_000):
        with pytest.raises(OutsideFileError):
            safe_xml.parse(b"<a>" * depth + b"</a>" * depth, max_depth=5)


def test_an_attribute_is_accepted_to_its_limit_and_no_further():
    assert safe_xml.parse(b"<a b='12345'/>", max_attribute=5).get("b") == "12345"
    for size in (6, 20_000_000):
        with pytest.raises(OutsideFileError):
            safe_xml.parse(b"<a b='" + b"x" * size + b"'/>", max_attribute=5)


def test_too_many_attributes_are_refused():
    many = b"".join(b" a%d=''" % n for n in range(safe_xml.MAX_ATTRIBUTES + 1))

    with pytest.raises(OutsideFileError):
        safe_xml.parse(b"<a" + many + b"/>")


def test_too_much_text_in_one_run_is_refused():
    with pytest.raises(OutsideFileError):
        safe_xml.parse(b"<a>" + b"x" * (safe_xml.MAX_TEXT + 1) + b"</a>")


def test_a_document_above_the_size_limit_is_refused():
    with pytest.raises(OutsideFileError):
        safe_xml.parse(b"<abc/>", max_bytes=5)


def feed_all(scan, pieces):
    for piece in pieces:
        scan.feed(piece)


@pytest.mark.parametrize(
    "start", [b"", b"<", b"<a b='", b"<a/><!--", b"<?p ", b"<a><![CDATA[]]><b"]
)
def test_a_part_that_never_ends_is_refused_before_it_is_looked_over_many_times(start):
    scan = safe_xml.XmlScan(safe_xml.XmlLimits(token=10_000))
    scan.feed(start)
    pieces = iter([b"0" * 1000] * 1000)

    with pytest.raises(OutsideFileError):
        feed_all(scan, pieces)

    assert len(list(pieces)) >= 989


def test_a_long_document_of_short_parts_is_looked_over_to_its_end():
    scan = safe_xml.XmlScan(safe_xml.XmlLimits(token=100))

    scan.feed(b"<a>")
    for _ in range(50):
        scan.feed(b"<b c='" + b"x" * 50)
        scan.feed(b"'/>" + b"text" * 20 + b"<!-- said -->")
    scan.feed(b"</a>")

    scan.finish()


@given(st.binary() | st.text("<>&'\"=/ab![]-?;", max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    try:
        root = safe_xml.parse(data)
    except OutsideFileError:
        return
    assert root.tag

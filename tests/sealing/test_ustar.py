"""Archives: any tar reads ours, and we read nothing but ours."""

from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.sealing import ustar
from intake_app.sealing.errors import ArchiveError

NAMES = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}(/[a-z0-9][a-z0-9._-]{0,20})?", fullmatch=True)
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=1100), max_size=4)


def write(members):
    target = io.BytesIO()
    writer = ustar.ArchiveWriter(target)
    for name, content in members.items():
        writer.add(name, len(content), [content])
    writer.finish()
    return target.getvalue()


def read(archive, **limits):
    found = {}
    for member in ustar.read_members(io.BytesIO(archive), ustar.Limits(**limits)):
        found[member.name] = b"".join(member.pieces())
    return found


def refused(archive, **limits):
    with pytest.raises(ArchiveError):
        read(archive, **limits)


MEMBERS = {"manifest.dsse.json": b"{}", "blobs/0a1b": bytes(range(256)) * 3, "pad": bytes(512)}
ARCHIVE = write(MEMBERS)


@given(CONTENTS)
def test_what_is_written_reads_back(members):
    assert read(write(members)) == members


@given(CONTENTS)
def test_any_tar_reads_what_is_written(members):
    with tarfile.open(fileobj=io.BytesIO(write(members)), mode="r:") as archive:
        found = {m.name: archive.extractfile(m).read() for m in archive}
        assert all(m.isreg() and m.mode == 0o600 for m in archive)
        assert {(m.uid, m.gid, m.mtime, m.uname, m.gname) for m in archive} <= {(0, 0, 0, "", "")}

    assert found == members


@given(CONTENTS)
def test_the_length_is_known_beforehand(members):
    assert len(write(members)) == ustar.archive_size(map(len, members.values()))


def test_every_bit_of_an_archive_counts():
    for at in range(len(ARCHIVE)):
        for bit in range(8):
            changed = bytearray(ARCHIVE)
            changed[at] ^= 1 << bit
            try:
                found = read(bytes(changed))
            except ArchiveError:
                continue
            # Only contents may differ: those are the signature's business.
            assert found.keys() == MEMBERS.keys()
            assert found != MEMBERS


@given(st.integers(0, len(ARCHIVE) - 1))
def test_an_archive_cut_short_is_refused(size):
    refused(ARCHIVE[:size])


@given(st.sampled_from([b"\x00", b"x", bytes(511), bytes(512), bytes(8192), ARCHIVE]))
def test_bytes_after_the_end_are_refused(more):
    refused(ARCHIVE + more)


@pytest.mark.parametrize("more", [b"\x00", b"x", bytes(512)])
def test_bytes_before_the_start_are_refused(more):
    refused(more + ARCHIVE)


def _info(name="a", **fields):
    info = tarfile.TarInfo(name)
    info.mode = 0o600
    for field, value in fields.items():
        setattr(info, field, value)
    return info


@pytest.mark.parametrize(
    "info",
    [
        _info(type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        _info(type=tarfile.LNKTYPE, linkname="b"),
        _info(type=tarfile.DIRTYPE),
        _info(type=tarfile.FIFOTYPE),
        _info(type=tarfile.CHRTYPE),
        _info(type=tarfile.AREGTYPE),
        _info(mode=0o755),
        _info(uid=1),
        _info(gid=1),
        _info(mtime=1),
        _info(uname="root"),
        _info(name="../a"),
        _info(name="/a"),
        _info(name="a/../b"),
        _info(name="A"),
        _info(name="a b"),
        _info(name="é"),
        _info(name="x" * 100),
        _info(name="x" * 80 + "/" + "y" * 60),
    ],
)
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_member_of_another_spelling_is_refused(info, form):
    refused(info.tobuf(form) + ustar.END)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/", "/a", "a//b", "./a", ".a", "A", "a b", "é", "a\n", "x" * 100]
)
def test_a_name_that_is_not_plain_is_not_written(name):
    with pytest.raises(ArchiveError):
        ustar.header(name, 0)


@pytest.mark.parametrize("size", [-1, 8**11])
def test_a_size_that_does_not_fit_is_not_written(size):
    with pytest.raises(ArchiveError):
        ustar.header("a", size)


@pytest.mark.parametrize("content", [[], [b"ab"], [b"abc", b"d"], [b"abcd"]])
def test_a_member_of_another_length_than_announced_is_not_written(content):
    with pytest.raises(ArchiveError):
        ustar.ArchiveWriter(io.BytesIO()).add("a", 3, content)


def test_a_name_that_stands_twice_is_refused():
    refused(write({"a": b""})[: -len(ustar.END)] * 2 + ustar.END)


def test_one_record_of_zeros_is_no_end():
    refused(ARCHIVE[: -len(ustar.END)] + bytes(512))
    refused(ARCHIVE[: -len(ustar.END)] + bytes(512) + ustar.header("a", 0))


def test_limits_are_checked_before_anything_is_read():
    assert read(ARCHIVE, members=3, member_bytes=768, total_bytes=1282) == MEMBERS
    refused(ARCHIVE, members=2)
    refused(ARCHIVE, member_bytes=767)
    refused(ARCHIVE, total_bytes=1281)

    source = io.BytesIO(ustar.header("a", 8**11 - 1))
    with pytest.raises(ArchiveError):
        next(ustar.read_members(source, ustar.Limits()))


def test_a_member_cut_short_is_refused_by_the_read_that_finds_it():
    member = next(ustar.read_members(io.BytesIO(ustar.header("a", 512)), ustar.Limits()))

    with pytest.raises(ArchiveError):
        member.read(512)


def test_a_member_must_be_read_to_its_end():
    members = ustar.read_members(io.BytesIO(ARCHIVE), ustar.Limits())
    next(members).read(1)

    with pytest.raises(ArchiveError):
        next(members)


def test_a_member_that_should_be_zeros_is_checked():
    target = io.BytesIO()
    writer = ustar.ArchiveWriter(target)
    writer.add_zeros("pad", 200_000)
    writer.finish()
    hidden = bytearray(target.getvalue())
    hidden[150_000] = 1

    next(ustar.read_members(io.BytesIO(target.getvalue()), ustar.Limits())).check_zeros()
    with pytest.raises(ArchiveError):
        next(ustar.read_members(io.BytesIO(hidden), ustar.Limits())).check_zeros()

"""age files: what is sealed opens, whatever else is refused for its own reason."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.secret import Secret
from intake_app.sealing import age
from intake_app.sealing.errors import (
    HeaderError,
    KeyFormatError,
    MacError,
    NoMatchError,
    PayloadError,
    SealingError,
)
from intake_app.sealing.stanzas import encode_base64, format_stanzas

DATA = Path(__file__).parent / "data"
SIZES = [0, 1, 65535, 65536, 65537, 131072, 200_000]
WORDS = age.Passphrase(Secret(b"correct horse"), work_factor=10)
CLASSIC = age.X25519Identity(Secret(bytes(range(32))))
HYBRID = age.HybridIdentity.from_seed(bytes(range(32)))
OTHER = age.HybridIdentity.from_seed(bytes(range(1, 33)))
IDENTITIES = {"mlkem768x25519": HYBRID, "X25519": CLASSIC, "scrypt": WORDS}


def seal(plain, *recipients):
    target = io.BytesIO()
    age.encrypt(recipients or [HYBRID.recipient()], io.BytesIO(plain), target)
    return target.getvalue()


def open_(sealed, *identities, policy=age.PACKETS):
    source = io.BytesIO(sealed)
    file_key = age.unwrap(age.read_header(source), identities or [HYBRID], policy)
    return b"".join(age.decrypt_payload(file_key, source))


def with_stanzas(stanzas, file_key=bytes(16)):
    """Return the start of a file with these stanzas and a MAC under `file_key`."""
    head = format_stanzas(stanzas)
    mac = age._mac(Secret(file_key), head)
    return head + b" " + encode_base64(mac).encode() + b"\n"


SEALED = seal(b"a short referral", HYBRID.recipient(), OTHER.recipient())
PAYLOAD = len(age.read_header(io.BytesIO(SEALED)).raw)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_sealed_opens(size):
    plain = bytes(n % 251 for n in range(size))

    assert open_(seal(plain)) == plain


@given(st.lists(st.binary(max_size=300), max_size=20), st.integers(1, 400))
def test_pieces_of_any_size_go_in_and_out(pieces, size):
    target = io.BytesIO()
    with age.seal([HYBRID.recipient()], target) as writer:
        for piece in pieces:
            writer.write(piece * 300)

    source = io.BytesIO(target.getvalue())
    file_key = age.unwrap(age.read_header(source), [HYBRID], age.PACKETS)
    reader = age.open_payload(file_key, source)
    read = list(iter(lambda: reader.read(size * 300), b""))

    assert b"".join(read) == b"".join(piece * 300 for piece in pieces)
    assert all(len(part) == size * 300 for part in read[:-1])
    assert reader.read(1) == b""


@pytest.mark.parametrize("identity", [HYBRID, OTHER])
def test_each_recipient_opens_the_same_file(identity):
    assert open_(SEALED, identity) == b"a short referral"


@pytest.mark.parametrize("kind", IDENTITIES)
def test_a_file_of_another_implementation_opens(kind):
    sealed = (DATA / f"{kind}.age").read_bytes()

    plain = open_(sealed, IDENTITIES[kind], policy=age.GENERAL)

    assert plain == b"what is sealed here can be opened there\n"


@pytest.mark.parametrize("recipient", [CLASSIC.recipient(), WORDS])
def test_a_classical_file_opens_in_general_but_is_no_packet(recipient):
    identity = CLASSIC if recipient is not WORDS else WORDS
    sealed = seal(b"x", recipient)

    assert open_(sealed, identity, policy=age.GENERAL) == b"x"
    with pytest.raises(HeaderError):
        open_(sealed, identity, policy=age.PACKETS)


def test_a_file_for_others_is_no_match():
    with pytest.raises(NoMatchError):
        open_(seal(b"x", OTHER.recipient()), HYBRID)


def test_an_identity_of_another_kind_is_no_match():
    with pytest.raises(NoMatchError):
        open_(SEALED, CLASSIC, WORDS)


def test_the_wrong_passphrase_is_no_match():
    with pytest.raises(NoMatchError):
        open_(seal(b"x", WORDS), age.Passphrase(Secret(b"wrong")), policy=age.GENERAL)


def test_the_header_keeps_its_own_bytes_for_the_opener():
    header = age.read_header(io.BytesIO(SEALED + b"more"))

    assert SEALED.startswith(header.raw)
    assert header.raw.endswith(b"\n")
    assert age.read_header(io.BytesIO(header.raw)) == header


def test_every_byte_of_a_file_counts():
    for at in range(len(SEALED)):
        changed = bytearray(SEALED)
        changed[at] ^= 1 << at % 8
        with pytest.raises(SealingError):
            open_(bytes(changed))


@given(st.integers(0, len(SEALED) - 1))
def test_a_file_cut_short_is_refused(size):
    with pytest.raises(SealingError):
        open_(SEALED[:size])


@given(st.integers(PAYLOAD, len(SEALED)), st.binary(min_size=1, max_size=70_000))
def test_bytes_put_into_the_payload_are_refused(at, more):
    with pytest.raises(SealingError):
        open_(SEALED[:at] + more + SEALED[at:])


@given(st.integers(0, PAYLOAD), st.binary(min_size=1, max_size=100))
def test_bytes_put_into_the_header_are_refused(at, more):
    with pytest.raises(SealingError):
        open_(SEALED[:at] + more + SEALED[at:])


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_order(data):
    with pytest.raises(SealingError):
        open_(b"age-encryption.org/v1\n" + data)


def test_a_stanza_taken_out_breaks_the_mac():
    header = age.read_header(io.BytesIO(SEALED))
    kept = [s for s in header.stanzas if HYBRID.unwrap(s) is not None]
    changed = format_stanzas(kept) + header.raw[len(header.authenticated) :]

    with pytest.raises(MacError):
        open_(changed + SEALED[PAYLOAD:])


def test_a_stanza_of_another_kind_is_passed_over_in_general_but_not_in_packets():
    file_key = bytes(16)
    stanzas = [
        age.Stanza(kind="grease", arguments=("a", "~"), body=bytes(48)),
        HYBRID.recipient().wrap(Secret(file_key)),
        age.Stanza(kind="grease"),
    ]
    header = age.read_header(io.BytesIO(with_stanzas(stanzas, file_key)))

    assert header.stanzas == tuple(stanzas)
    assert age.unwrap(header, [HYBRID], age.GENERAL) == Secret(file_key)
    with pytest.raises(HeaderError):
        age.unwrap(header, [HYBRID], age.PACKETS)


def test_the_spelling_of_a_kind_counts():
    stanza = HYBRID.recipient().wrap(Secret(bytes(16)))
    shouted = age.Stanza(kind=stanza.kind.upper(), arguments=stanza.arguments, body=stanza.body)
    header = age.read_header(io.BytesIO(with_stanzas([shouted])))

    with pytest.raises(NoMatchError):
        age.unwrap(header, [HYBRID], age.GENERAL)


@pytest.mark.parametrize(
    ("kind", "arguments", "body"),
    [
        ("mlkem768x25519", (), 32),
        ("mlkem768x25519", (encode_base64(bytes(1119)),), 32),
        ("mlkem768x25519", (encode_base64(bytes(1120)), "x"), 32),
        ("mlkem768x25519", (encode_base64(bytes(1120)),), 40),
        ("mlkem768x25519", (encode_base64(bytes(1120)) + "==",), 32),
        ("mlkem768x25519", (encode_base64(bytes(1120))[:-1] + "B",), 32),
        ("mlkem768x25519", (encode_base64(bytes(1120)),), 32),  # the curve's share is zero
        ("X25519", (encode_base64(bytes(32)),), 32),  # low order
        ("X25519", (encode_base64(bytes(33)),), 32),
        ("X25519", (encode_base64(bytes(32)),), 31),
        ("scrypt", (encode_base64(bytes(16)), "19"), 32),
        ("scrypt", (encode_base64(bytes(16)), "63"), 32),
        ("scrypt", (encode_base64(bytes(16)), "0"), 32),
        ("scrypt", (encode_base64(bytes(16)), "010"), 32),
        ("scrypt", (encode_base64(bytes(16)), "+10"), 32),
        ("scrypt", (encode_base64(bytes(16)), "1" * 50), 32),
        ("scrypt", (encode_base64(bytes(16)),), 32),
        ("scrypt", (encode_base64(bytes(15)), "10"), 32),
    ],
)
def test_a_stanza_that_breaks_the_rules_of_its_kind_is_refused(kind, arguments, body):
    stanza = age.Stanza(kind=kind, arguments=arguments, body=bytes(body))
    header = age.read_header(io.BytesIO(with_stanzas([stanza])))

    with pytest.raises(HeaderError):
        age.unwrap(header, list(IDENTITIES.values()), age.GENERAL)


def test_a_passphrase_beside_another_stanza_is_refused():
    stanzas = [WORDS.wrap(Secret(bytes(16))), age.Stanza(kind="grease")]
    header = age.read_header(io.BytesIO(with_stanzas(stanzas)))

    with pytest.raises(HeaderError):
        age.unwrap(header, [WORDS], age.GENERAL)


def test_more_stanzas_than_the_policy_allows_are_refused():
    stanza = OTHER.recipient().wrap(Secret(bytes(16)))
    most = age.PACKETS.max_stanzas

    with pytest.raises(NoMatchError):
        age.unwrap(age.read_header(io.BytesIO(with_stanzas([stanza] * most))), [], age.PACKETS)
    with pytest.raises(HeaderError):
        age.unwrap(
            age.read_header(io.BytesIO(with_stanzas([stanza] * (most + 1)))), [], age.PACKETS
        )


@pytest.mark.parametrize(
    "recipients",
    [[], [HYBRID.recipient(), CLASSIC.recipient()], [WORDS, WORDS], [WORDS, HYBRID.recipient()]],
)
def test_recipients_of_more_than_one_kind_are_not_sealed_to(recipients):
    target = io.BytesIO()

    with pytest.raises(KeyFormatError):
        age.seal(recipients, target)

    assert target.getvalue() == b""


def test_an_error_while_sealing_leaves_no_file_that_opens():
    target = io.BytesIO()
    writer = age.seal([HYBRID.recipient()], target)
    writer.write(bytes(65536))
    writer.__exit__(LookupError, LookupError(), None)

    with pytest.raises(PayloadError):
        open_(target.getvalue())

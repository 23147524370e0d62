-- Consent and trust (docs/formats/store.md). Each subject has a section of its own.

-- The ledger: on what ground something leaves that the person did not agree to; null with consent.
ALTER TABLE consent_record ADD COLUMN ground TEXT;

CREATE INDEX consent_by_withdrawn ON consent_record (withdraws);

-- Packets: the inner layer, sealed as it came in, and what stands in it once it is open.
ALTER TABLE packet ADD COLUMN inner BLOB NOT NULL DEFAULT x'';
ALTER TABLE packet ADD COLUMN inside BLOB NOT NULL DEFAULT x'';

-- Trust: one roster of each organisation, told apart by the root that signs it; trust is how
-- sure we are of that root. What it says of cards stands in rows; revocations outlast it.
CREATE TABLE roster (
    root_fp   TEXT PRIMARY KEY,
    org       TEXT NOT NULL,
    ed25519   BLOB NOT NULL,
    ml_dsa_65 BLOB NOT NULL,
    version   INTEGER NOT NULL CHECK (version > 0),
    issued    TEXT NOT NULL,
    expires   TEXT NOT NULL,
    trust     TEXT NOT NULL,
    envelope  BLOB NOT NULL,
    taken_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roster_member (
    root_fp  TEXT NOT NULL REFERENCES roster (root_fp) ON DELETE CASCADE,
    card_fp  TEXT NOT NULL,
    role     TEXT NOT NULL,
    may      TEXT NOT NULL,
    is_inbox INTEGER NOT NULL,
    PRIMARY KEY (root_fp, card_fp)
) STRICT, WITHOUT ROWID;

CREATE INDEX roster_member_by_card ON roster_member (card_fp);

CREATE TABLE roster_partner (
    root_fp    TEXT NOT NULL REFERENCES roster (root_fp) ON DELETE CASCADE,
    partner_fp TEXT NOT NULL,
    name       TEXT NOT NULL,
    PRIMARY KEY (root_fp, partner_fp)
) STRICT, WITHOUT ROWID;

CREATE TABLE revocation (
    root_fp TEXT NOT NULL REFERENCES roster (root_fp) ON DELETE CASCADE,
    card_fp TEXT NOT NULL,
    since   TEXT NOT NULL,
    why     TEXT NOT NULL,
    PRIMARY KEY (root_fp, card_fp)
) STRICT, WITHOUT ROWID;

CREATE INDEX revocation_by_card ON revocation (card_fp);

-- Every roster that was ever held, by number and hash.
CREATE TABLE roster_head (
    root_fp  TEXT NOT NULL,
    version  INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    PRIMARY KEY (root_fp, version)
) STRICT, WITHOUT ROWID;

-- Cards that themselves sent the roster of an organisation that names them.
CREATE TABLE card_root (
    card_fp TEXT PRIMARY KEY,
    root_fp TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Cards that took the place of others, proved by the old keys; taken_at is when we saw it first.
CREATE TABLE card_succession (
    after_fp  TEXT PRIMARY KEY,
    before_fp TEXT NOT NULL UNIQUE,
    taken_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE partner_agreement (
    id          TEXT PRIMARY KEY,
    root_fp     TEXT NOT NULL,
    name        TEXT NOT NULL,
    purposes    TEXT NOT NULL,
    groups      TEXT NOT NULL,
    starts      TEXT NOT NULL,
    until       TEXT NOT NULL,
    remind_days INTEGER NOT NULL CHECK (remind_days >= 0),
    document    TEXT NOT NULL,
    ended_at    TEXT
) STRICT, WITHOUT ROWID;

-- Recorded voices of the office; they belong to no case.
CREATE TABLE recording (
    language TEXT NOT NULL,
    key      TEXT NOT NULL,
    words    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    ms       INTEGER NOT NULL CHECK (ms > 0),
    sound    BLOB NOT NULL,
    taken_at TEXT NOT NULL,
    PRIMARY KEY (language, key)
) STRICT;

CREATE INDEX recording_by_words ON recording (language, words);

-- What is asked of thousands of packets at once stands in an index: a row has its blobs in the middle.
CREATE INDEX packet_link ON packet (peer, put, seq, prev, manifest_hash) WHERE direction = 'in';
CREATE INDEX packet_sent ON packet (id, peer, manifest_hash) WHERE direction = 'out';
CREATE INDEX packet_receipt ON packet (in_reply_to, id, peer, seq, manifest_hash, at)
    WHERE kind = 'receipt' AND direction = 'in' AND length(envelope) > 0;

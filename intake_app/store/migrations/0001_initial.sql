-- The first schema (docs/formats/store.md). Times are UTC text as domain.times writes it.

-- How many units have changed the store: what the anchor compares.
CREATE TABLE store_state (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL
) STRICT;

INSERT INTO store_state (one, generation) VALUES (1, 0);

CREATE TABLE audit (
    n    INTEGER PRIMARY KEY CHECK (n > 0),
    prev BLOB NOT NULL,
    h    BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- A tombstone has no code; in its other columns all tombstones are alike.
CREATE TABLE case_ (
    id        TEXT PRIMARY KEY,
    code      TEXT UNIQUE,
    hook      TEXT NOT NULL,
    mode      TEXT NOT NULL,
    age       TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    erased_at TEXT,
    CHECK ((code IS NULL) = (erased_at IS NOT NULL))
) STRICT;

-- Codes of erased cases: never given again, and no longer tied to a case.
CREATE TABLE used_code (
    code TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE form_version (
    put        INTEGER PRIMARY KEY,
    logic_hash TEXT NOT NULL,
    text_hash  TEXT NOT NULL,
    form_id    TEXT NOT NULL,
    version    TEXT NOT NULL,
    definition BLOB NOT NULL,
    UNIQUE (logic_hash, text_hash)
) STRICT;

CREATE TABLE interview (
    id           TEXT PRIMARY KEY,
    case_id      TEXT NOT NULL REFERENCES case_ (id),
    logic_hash   TEXT NOT NULL,
    form_id      TEXT NOT NULL,
    instance_id  TEXT NOT NULL,
    state        TEXT NOT NULL,
    started_at   TEXT NOT NULL,
    ended_at     TEXT,
    languages    TEXT NOT NULL,
    participants TEXT NOT NULL
) STRICT;

CREATE INDEX interview_by_case ON interview (case_id, started_at);

CREATE TABLE event (
    interview_id    TEXT NOT NULL REFERENCES interview (id),
    seq             INTEGER NOT NULL CHECK (seq > 0),
    kind            TEXT NOT NULL,
    at              TEXT NOT NULL,
    node            TEXT,
    value           TEXT NOT NULL,
    state           TEXT,
    basis           TEXT,
    shown_languages TEXT NOT NULL,
    via             TEXT NOT NULL,
    language        TEXT NOT NULL,
    audit_n         INTEGER NOT NULL REFERENCES audit (n) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (interview_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
    interview_id TEXT NOT NULL REFERENCES interview (id),
    node         TEXT NOT NULL,
    value        TEXT NOT NULL,
    state        TEXT,
    basis        TEXT,
    origin       TEXT NOT NULL,
    seq          INTEGER NOT NULL,
    language     TEXT NOT NULL,
    PRIMARY KEY (interview_id, node),
    CHECK (state IS NULL OR value = '')
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_record (
    id           TEXT PRIMARY KEY,
    case_id      TEXT NOT NULL REFERENCES case_ (id),
    kind         TEXT NOT NULL,
    at           TEXT NOT NULL,
    manner       TEXT NOT NULL,
    text         TEXT NOT NULL,
    items        TEXT NOT NULL,
    in_own_words TEXT NOT NULL,
    scope        TEXT,
    withdraws    TEXT,
    envelope     BLOB NOT NULL,
    audit_n      INTEGER NOT NULL REFERENCES audit (n) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX consent_by_case ON consent_record (case_id, audit_n);

CREATE TABLE contact (
    card_fp    TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    ed25519    BLOB NOT NULL,
    ml_dsa_65  BLOB NOT NULL,
    recipient  TEXT NOT NULL,
    mailbox    TEXT NOT NULL,
    created    TEXT NOT NULL,
    expires    TEXT NOT NULL,
    languages  TEXT NOT NULL,
    needs      TEXT NOT NULL,
    answer_to  TEXT NOT NULL,
    envelope   BLOB NOT NULL,
    how        TEXT NOT NULL,
    checked_at TEXT
) STRICT;

CREATE TABLE packet (
    put           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    direction     TEXT NOT NULL,
    kind          TEXT NOT NULL,
    peer          TEXT NOT NULL,
    seq           INTEGER NOT NULL,
    state         TEXT NOT NULL,
    manifest_hash TEXT NOT NULL,
    sealed_name   TEXT NOT NULL,
    envelope      BLOB NOT NULL,
    sealed        BLOB NOT NULL,
    at            TEXT NOT NULL,
    case_id       TEXT REFERENCES case_ (id),
    in_reply_to   TEXT
) STRICT;

CREATE INDEX packet_by_case ON packet (case_id);
CREATE INDEX packet_by_reply ON packet (in_reply_to);
CREATE INDEX packet_by_name ON packet (sealed_name);
CREATE INDEX packet_by_channel ON packet (peer, direction, seq);

-- sha256 and size are those of the sealed file in blobs/, so that a check needs no case key.
CREATE TABLE attachment (
    id        TEXT PRIMARY KEY,
    case_id   TEXT NOT NULL REFERENCES case_ (id),
    sha256    TEXT NOT NULL,
    size      INTEGER NOT NULL,
    role      TEXT NOT NULL,
    blob_name TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX attachment_by_case ON attachment (case_id);

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is append-only stays so whatever the program does. Rows of a case may go once the case
-- is marked erased, and an erased case stays erased and takes nothing new.

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;

CREATE TRIGGER event_goes_with_its_case BEFORE DELETE ON event
WHEN (
    SELECT case_.erased_at FROM interview JOIN case_ ON case_.id = interview.case_id
    WHERE interview.id = OLD.interview_id
) IS NULL
BEGIN SELECT RAISE(ABORT, 'event is append-only'); END;

CREATE TRIGGER consent_is_never_changed BEFORE UPDATE ON consent_record
BEGIN SELECT RAISE(ABORT, 'consent_record is append-only'); END;

CREATE TRIGGER consent_goes_with_its_case BEFORE DELETE ON consent_record
WHEN (SELECT erased_at FROM case_ WHERE id = OLD.case_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'consent_record is append-only'); END;

CREATE TRIGGER case_leaves_a_tombstone BEFORE DELETE ON case_
BEGIN SELECT RAISE(ABORT, 'case_ rows stay'); END;

CREATE TRIGGER case_stays_erased BEFORE UPDATE ON case_ WHEN OLD.erased_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'case_ is erased'); END;

CREATE TRIGGER interview_needs_a_living_case BEFORE INSERT ON interview
WHEN (SELECT erased_at FROM case_ WHERE id = NEW.case_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'case_ is erased'); END;

CREATE TRIGGER consent_needs_a_living_case BEFORE INSERT ON consent_record
WHEN (SELECT erased_at FROM case_ WHERE id = NEW.case_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'case_ is erased'); END;

-- What the room needs besides answers (docs/formats/store.md).

-- The service directory: one row per service; `body` is canonical JSON (docs/formats/directory.md).
CREATE TABLE service (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    body        TEXT NOT NULL,
    imported_at TEXT NOT NULL
) STRICT;

-- What was given to a receiver without the program: on paper, or said on the phone.
CREATE TABLE handed_over (
    id         TEXT PRIMARY KEY,
    case_id    TEXT NOT NULL REFERENCES case_ (id),
    consent_id TEXT NOT NULL REFERENCES consent_record (id),
    at         TEXT NOT NULL,
    way        TEXT NOT NULL,
    body       TEXT NOT NULL,
    state      TEXT NOT NULL,
    audit_n    INTEGER NOT NULL REFERENCES audit (n) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX handed_over_by_case ON handed_over (case_id, at);

-- Wording that an interpreter corrected on the spot; it never changes an answer.
CREATE TABLE wording (
    form_id  TEXT NOT NULL,
    place    TEXT NOT NULL,
    language TEXT NOT NULL,
    source   TEXT NOT NULL,
    text     TEXT NOT NULL,
    by       TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (form_id, place, language)
) STRICT, WITHOUT ROWID;

-- The office's own additions to the glossary.
CREATE TABLE term (
    id       TEXT PRIMARY KEY,
    language TEXT NOT NULL,
    body     TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;

-- Dates that matter to the person: reflection period, hearings, expiry of papers.
CREATE TABLE person_date (
    id      TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_ (id),
    day     TEXT NOT NULL,
    done    INTEGER NOT NULL,
    body    TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;

CREATE INDEX person_date_by_case ON person_date (case_id);
CREATE INDEX person_date_due ON person_date (done, day);

-- What is noted about a person beside the questions: append-only, the latest counts.
CREATE TABLE remark (
    id      TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES case_ (id),
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    body    TEXT NOT NULL,
    at      TEXT NOT NULL,
    audit_n INTEGER NOT NULL REFERENCES audit (n) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX remark_by_case ON remark (case_id, audit_n);

CREATE TRIGGER remark_is_not_changed BEFORE UPDATE ON remark
BEGIN
    SELECT RAISE(ABORT, 'remark is append-only');
END;

CREATE TRIGGER remark_goes_with_its_case BEFORE DELETE ON remark
WHEN (SELECT erased_at FROM case_ WHERE id = OLD.case_id) IS NULL
BEGIN
    SELECT RAISE(ABORT, 'remark is append-only');
END;

-- A request to erase: it waits, and can be taken back until it is carried out.
CREATE TABLE erasure_request (
    case_id  TEXT PRIMARY KEY REFERENCES case_ (id),
    asked_at TEXT NOT NULL,
    due_at   TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How a person is known on the phone, and how to reach them safely.
CREATE TABLE safe_words (
    case_id TEXT PRIMARY KEY REFERENCES case_ (id),
    at      TEXT NOT NULL,
    body    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER erasure_request_needs_a_living_case BEFORE INSERT ON erasure_request
WHEN (SELECT erased_at FROM case_ WHERE id = NEW.case_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'case_ is erased'); END;

CREATE TRIGGER safe_words_needs_a_living_case BEFORE INSERT ON safe_words
WHEN (SELECT erased_at FROM case_ WHERE id = NEW.case_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'case_ is erased'); END;

-- Consent and trust (docs/formats/store.md). Each subject has a section of its own.

-- The ledger: on what ground something leaves that the person did not agree to; null with consent.
ALTER TABLE consent_record ADD COLUMN ground TEXT;

CREATE INDEX consent_by_withdrawn ON consent_record (withdraws);

-- Packets: the inner layer, sealed as it came in, and what stands in it once it is open.
ALTER TABLE packet ADD COLUMN inner BLOB NOT NULL DEFAULT x'';
ALTER TABLE packet ADD COLUMN inside BLOB NOT NULL DEFAULT x'';

-- Lawful erasures: what stood sealed in an entry is gone, and a signed statement in the log counts the entries. Whoever
-- has `secret` can show one entry to be of an erasure without naming the others.
CREATE TABLE provenance_erasure (
    id        uuid        PRIMARY KEY,
    statement uuid        NOT NULL REFERENCES provenance_link,
    secret    bytea       NOT NULL CHECK (octet_length(secret) = 32),
    erased_at timestamptz NOT NULL
);

ALTER TABLE provenance_entry ADD COLUMN erasure uuid REFERENCES provenance_erasure DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE provenance_link ADD COLUMN erasure uuid REFERENCES provenance_erasure DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX provenance_entry_erasure ON provenance_entry (erasure) WHERE erasure IS NOT NULL;
CREATE INDEX provenance_link_erasure ON provenance_link (erasure) WHERE erasure IS NOT NULL;

-- One row per fact. About a person: statement and salt are sealed under that person's key.
CREATE TABLE provenance_entry (
    id          uuid        PRIMARY KEY,
    number      bigint      GENERATED ALWAYS AS IDENTITY,
    type        text        NOT NULL,
    subject     uuid        NOT NULL,
    person      uuid,
    recorded_at timestamptz NOT NULL,
    statement   bytea       NOT NULL,
    salt        bytea,
    commitment  bytea       NOT NULL CHECK (octet_length(commitment) = 32),
    CHECK ((person IS NULL) = (salt IS NULL))
);

CREATE INDEX provenance_entry_subject ON provenance_entry (subject, number);
CREATE INDEX provenance_entry_person ON provenance_entry (person) WHERE person IS NOT NULL;

-- What waits for the public log. Rows without an index are sought, never rows after the last: numbers commit out of order.
CREATE TABLE provenance_outbox (
    entry     uuid   PRIMARY KEY REFERENCES provenance_entry,
    log_entry bytea  NOT NULL,
    log_index bigint UNIQUE
);

CREATE INDEX provenance_outbox_waiting ON provenance_outbox (entry) WHERE log_index IS NULL;

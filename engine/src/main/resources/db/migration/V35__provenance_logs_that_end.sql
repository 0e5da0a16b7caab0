-- A log ends with its year, or where a backup was put back, and goes on as another one: each has its number.
ALTER TABLE provenance_outbox ADD COLUMN log_number integer NOT NULL DEFAULT 1 CHECK (log_number > 0);
ALTER TABLE provenance_outbox DROP CONSTRAINT provenance_outbox_log_index_key;
ALTER TABLE provenance_outbox ADD CONSTRAINT provenance_outbox_place UNIQUE (log_number, log_index);

-- Entries that somebody drew by chance and asked to see, and on which day each was opened. No row: it was not.
CREATE TABLE log_sample (
    id        bytea  PRIMARY KEY CHECK (octet_length(id) = 32),
    number    bigint GENERATED ALWAYS AS IDENTITY,
    challenge bytea  NOT NULL
);

CREATE TABLE log_sample_entry (
    sample    bytea  NOT NULL REFERENCES log_sample,
    log_index bigint NOT NULL,
    opened    date   NOT NULL,
    PRIMARY KEY (sample, log_index)
);

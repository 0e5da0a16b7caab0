-- Which recording a subject belongs to: a session is the chain, its episode belongs to it. `linked` says whether the
-- facts that were recorded so far are stated as links.
CREATE TABLE provenance_chain (
    subject uuid    PRIMARY KEY,
    chain   uuid    NOT NULL,
    linked  boolean NOT NULL
);

CREATE INDEX provenance_chain_unlinked ON provenance_chain (chain) WHERE NOT linked;

-- What of a fact may leave the house: a signed statement that is made from the one before it. About a person:
-- envelope and salt are sealed under that person's key.
CREATE TABLE provenance_link (
    id             uuid        PRIMARY KEY,
    number         bigint      GENERATED ALWAYS AS IDENTITY,
    step           text        NOT NULL,
    chain          uuid,
    subject        uuid        NOT NULL,
    fact           uuid        REFERENCES provenance_entry,
    previous       uuid        REFERENCES provenance_link,
    person         uuid,
    stated_at      timestamptz NOT NULL,
    payload_sha256 bytea       NOT NULL CHECK (octet_length(payload_sha256) = 32),
    envelope       bytea       NOT NULL,
    salt           bytea,
    CHECK ((person IS NULL) = (salt IS NULL))
);

CREATE INDEX provenance_link_chain ON provenance_link (chain, step, number) WHERE chain IS NOT NULL;
CREATE INDEX provenance_link_subject ON provenance_link (subject, step, number);
CREATE INDEX provenance_link_person ON provenance_link (person, number) WHERE person IS NOT NULL;

-- Links wait for the log beside facts.
ALTER TABLE provenance_outbox DROP CONSTRAINT provenance_outbox_entry_fkey;

-- Recordings from before there were links: they are stated by the server that finds them.
INSERT INTO provenance_chain (subject, chain, linked)
SELECT subject, subject, false FROM provenance_entry WHERE type = 'capture'
    ON CONFLICT DO NOTHING;

-- Sealed objects. The row comes before the bytes and goes after them, so no bytes are without a row but drafts
-- whose transaction never ended; those are swept at start. Without the wrapped key the bytes are noise.
CREATE TABLE custody_object (
    id          uuid        PRIMARY KEY,
    owner       uuid        NOT NULL,
    blob        text        NOT NULL UNIQUE,
    wrapped_key bytea,
    origin      text        NOT NULL CHECK (origin IN ('UPLOADED', 'DERIVED')),
    state       text        NOT NULL CHECK (state IN ('DRAFT', 'SEALED', 'ERASED')),
    size_bytes  bigint      CHECK (size_bytes >= 0),
    began_at    timestamptz NOT NULL,
    CHECK ((state = 'SEALED') = (size_bytes IS NOT NULL)),
    CHECK ((state = 'ERASED') = (wrapped_key IS NULL))
);

CREATE INDEX custody_object_owner ON custody_object (owner);
CREATE INDEX custody_object_unfinished ON custody_object (state) WHERE state <> 'SEALED';

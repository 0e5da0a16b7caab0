-- Uploads: how far each one is. offset_bytes are on the disk and sealed when a row says so.
CREATE TABLE upload (
    id            uuid PRIMARY KEY,
    owner         uuid NOT NULL,
    object        uuid NOT NULL UNIQUE,
    length_bytes  bigint NOT NULL CHECK (length_bytes >= 0),
    offset_bytes  bigint NOT NULL DEFAULT 0 CHECK (offset_bytes BETWEEN 0 AND length_bytes),
    -- All bytes that arrived, also those that came twice or were thrown away: what the upload cost its sender.
    moved_bytes   bigint NOT NULL DEFAULT 0 CHECK (moved_bytes >= 0),
    -- Sealed for the owner: it may hold a file name.
    metadata      bytea NOT NULL,
    -- Sealed for the owner: the plain digest would recognise the file, and would outlive it.
    sha256        bytea,
    created_at    timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    completed_at  timestamptz,
    CHECK ((completed_at IS NULL) = (sha256 IS NULL)),
    CHECK (completed_at IS NULL OR offset_bytes = length_bytes)
);

CREATE INDEX upload_owner ON upload (owner);
CREATE INDEX upload_open_expiry ON upload (expires_at) WHERE completed_at IS NULL;

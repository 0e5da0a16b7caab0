-- Sessions of recording: who, which task version, which grants, which uploads, and how long each step took.
CREATE TABLE capture_session (
    id           uuid        PRIMARY KEY,
    contributor  uuid        NOT NULL,
    task         uuid        NOT NULL,
    task_version integer     NOT NULL,
    device_class text        NOT NULL,
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz
);

CREATE INDEX capture_session_owner ON capture_session (contributor, started_at DESC, id DESC);

CREATE TABLE capture_grant (
    session  uuid NOT NULL REFERENCES capture_session (id),
    purpose  text NOT NULL,
    grant_id uuid NOT NULL,
    PRIMARY KEY (session, purpose)
);

CREATE TABLE capture_upload (
    upload      uuid        PRIMARY KEY,
    session     uuid        NOT NULL REFERENCES capture_session (id),
    role        text        NOT NULL CHECK (role IN ('VIDEO', 'IMU_GCSV', 'IMU_CSV', 'STRAY_ZIP')),
    object      uuid        NOT NULL,
    size_bytes  bigint      NOT NULL CHECK (size_bytes >= 0),
    declaration text,
    attached_at timestamptz NOT NULL,
    CHECK ((role = 'IMU_CSV') = (declaration IS NOT NULL))
);

CREATE INDEX capture_upload_session ON capture_upload (session);

CREATE TABLE capture_step (
    session  uuid        NOT NULL REFERENCES capture_session (id),
    kind     text        NOT NULL CHECK (kind IN ('READING', 'SETTING_UP', 'RECORDING', 'UPLOADING', 'RETAKING')),
    began_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL CHECK (ended_at >= began_at),
    bytes    bigint      NOT NULL CHECK (bytes >= 0),
    PRIMARY KEY (session, kind, began_at)
);

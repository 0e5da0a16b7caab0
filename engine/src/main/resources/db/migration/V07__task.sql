-- Tasks: a version never changes; a new wording is a new row.
CREATE TABLE task (
    id        uuid        PRIMARY KEY,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz
);

CREATE INDEX task_open ON task (opened_at DESC, id DESC) WHERE closed_at IS NULL;

CREATE TABLE task_version (
    task         uuid        NOT NULL REFERENCES task (id),
    version      integer     NOT NULL CHECK (version > 0),
    sentence     text        NOT NULL,
    instructions text        NOT NULL,
    published_by uuid        NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (task, version)
);

-- What is offered, versioned with the words: what is accepted, pictures, pay in minor units, the usual length.
ALTER TABLE task_version
    ADD COLUMN change               text   NOT NULL DEFAULT '',
    ADD COLUMN accepted             text[] NOT NULL DEFAULT '{}',
    ADD COLUMN picture_digests      text[] NOT NULL DEFAULT '{}',
    ADD COLUMN picture_alts         text[] NOT NULL DEFAULT '{}',
    ADD COLUMN pay_currency         text,
    ADD COLUMN pay_per_minute       bigint NOT NULL DEFAULT 0 CHECK (pay_per_minute >= 0),
    ADD COLUMN pay_per_session      bigint NOT NULL DEFAULT 0 CHECK (pay_per_session >= 0),
    ADD COLUMN pay_per_other_minute bigint NOT NULL DEFAULT 0 CHECK (pay_per_other_minute >= 0),
    ADD COLUMN expected_seconds     integer CHECK (expected_seconds > 0),
    ADD CHECK (cardinality(picture_digests) = cardinality(picture_alts));

CREATE INDEX task_opened ON task (opened_at DESC, id DESC);

-- A wording that nobody but the desk sees yet: of a new task, or of the next version of one.
CREATE TABLE task_draft (
    id                   uuid        PRIMARY KEY,
    task                 uuid        UNIQUE REFERENCES task (id),
    saved_by             uuid        NOT NULL,
    saved_at             timestamptz NOT NULL,
    sentence             text        NOT NULL,
    instructions         text        NOT NULL,
    change               text        NOT NULL,
    accepted             text[]      NOT NULL,
    picture_digests      text[]      NOT NULL,
    picture_alts         text[]      NOT NULL,
    pay_currency         text,
    pay_per_minute       bigint      NOT NULL,
    pay_per_session      bigint      NOT NULL,
    pay_per_other_minute bigint      NOT NULL,
    expected_seconds     integer
);

CREATE INDEX task_draft_saved ON task_draft (saved_at DESC, id DESC);

-- Pictures of instructions: made again as JPEG without metadata, named by their digest, never changed.
CREATE TABLE task_picture (
    digest  text        PRIMARY KEY,
    jpeg    bytea       NOT NULL,
    made_at timestamptz NOT NULL
);

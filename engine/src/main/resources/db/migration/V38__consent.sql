-- What an operator writes, before the places of controller and buyers are filled. A text never changes: each is a number
-- of its own. A translation is signed by somebody of the desk who speaks it before it may be published.
CREATE TABLE consent_notice_text (
    id           uuid        PRIMARY KEY,
    language     text        NOT NULL,
    number       integer     NOT NULL CHECK (number > 0),
    body         text        NOT NULL,
    purposes     text[]      NOT NULL,
    recipients   text[]      NOT NULL,
    countries    text[]      NOT NULL,
    written_by   uuid        NOT NULL,
    written_at   timestamptz NOT NULL,
    signed_by    uuid,
    signed_at    timestamptz,
    published_at timestamptz,
    UNIQUE (language, number),
    CHECK ((signed_by IS NULL) = (signed_at IS NULL))
);

CREATE TABLE consent_notice_audio (
    text   uuid  PRIMARY KEY REFERENCES consent_notice_text (id),
    digest text  NOT NULL,
    type   text  NOT NULL,
    sound  bytea NOT NULL
);

CREATE INDEX consent_notice_audio_digest ON consent_notice_audio (digest);

-- What a shown notice asked for. Notices from before have the terms that the program had then.
ALTER TABLE consent_notice
    ADD COLUMN text       uuid REFERENCES consent_notice_text (id),
    ADD COLUMN purposes   text[] NOT NULL
        DEFAULT '{CAPTURE_FOR_PAY,QUALITY_AND_LABELLING,TRAIN_ROBOT_POLICY,SELL_TO_NAMED_BUYERS}',
    ADD COLUMN recipients text[] NOT NULL DEFAULT '{NAMED_BUYERS}',
    ADD COLUMN countries  text[],
    ADD COLUMN retention  text;

-- A yes that a later notice outgrew: the person is asked again.
ALTER TABLE consent_grant ADD COLUMN outdated_at timestamptz;

CREATE INDEX consent_grant_notice ON consent_grant (notice) WHERE replaced_at IS NULL;

-- Checks of understanding: which questions were drawn, and how many answers were right.
CREATE TABLE consent_quiz (
    id          uuid        PRIMARY KEY,
    contributor uuid        NOT NULL,
    questions   integer[]   NOT NULL,
    drawn_at    timestamptz NOT NULL,
    answered_at timestamptz,
    right_count integer,
    CHECK ((answered_at IS NULL) = (right_count IS NULL))
);

CREATE UNIQUE INDEX consent_quiz_open ON consent_quiz (contributor) WHERE answered_at IS NULL;
CREATE INDEX consent_quiz_contributor ON consent_quiz (contributor, answered_at);

-- One receipt for the answers that stand. Its code is not kept, only a keyed digest of it.
CREATE TABLE consent_receipt (
    id          uuid        PRIMARY KEY,
    contributor uuid        NOT NULL,
    code        bytea       NOT NULL UNIQUE,
    made_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    ended_at    timestamptz
);

CREATE UNIQUE INDEX consent_receipt_running ON consent_receipt (contributor) WHERE ended_at IS NULL;

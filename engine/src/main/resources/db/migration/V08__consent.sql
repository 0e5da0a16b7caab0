-- Notices as they were shown, byte for byte, and every answer to them. An answer is never rewritten: a new one replaces it.
CREATE TABLE consent_notice (
    digest        bytea       PRIMARY KEY,
    language      text        NOT NULL,
    version       integer     NOT NULL CHECK (version > 0),
    body          text        NOT NULL,
    made_at       timestamptz NOT NULL,
    current_since timestamptz NOT NULL,
    UNIQUE (language, version)
);

CREATE TABLE consent_notice_recipient (
    notice bytea NOT NULL REFERENCES consent_notice (digest),
    holder uuid  NOT NULL,
    name   text  NOT NULL,
    PRIMARY KEY (notice, holder)
);

CREATE TABLE consent_grant (
    id           uuid        PRIMARY KEY,
    contributor  uuid        NOT NULL,
    purpose      text        NOT NULL,
    notice       bytea       NOT NULL REFERENCES consent_notice (digest),
    answer       text        NOT NULL CHECK (answer IN ('GIVEN', 'RENEWED', 'REFUSED')),
    answered_at  timestamptz NOT NULL,
    expires_at   timestamptz,
    withdrawn_at timestamptz,
    replaced_at  timestamptz,
    CHECK ((answer = 'REFUSED') = (expires_at IS NULL)),
    CHECK (withdrawn_at IS NULL OR answer <> 'REFUSED')
);

CREATE UNIQUE INDEX consent_grant_standing ON consent_grant (contributor, purpose) WHERE replaced_at IS NULL;
CREATE INDEX consent_grant_history ON consent_grant (contributor, answered_at);

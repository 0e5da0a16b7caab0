-- Holders are legal entities: their names are shown to every contributor and are not sealed.
CREATE TABLE holder (
    id            uuid        PRIMARY KEY,
    kind          text        NOT NULL CHECK (kind IN ('OWN', 'BUYER')),
    legal_name    text        NOT NULL,
    country       text        NOT NULL,
    purpose       text        NOT NULL,
    registered_at timestamptz NOT NULL
);

CREATE UNIQUE INDEX holder_own ON holder (kind) WHERE kind = 'OWN';

CREATE TABLE holder_token (
    hash       bytea       PRIMARY KEY,
    holder     uuid        NOT NULL REFERENCES holder (id),
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);

CREATE INDEX holder_token_owner ON holder_token (holder);

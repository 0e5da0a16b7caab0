-- Contributors: no name is kept. Language and country are sealed under the person's key.
CREATE TABLE contributor_invitation (
    id         uuid        PRIMARY KEY,
    hash       bytea       NOT NULL UNIQUE,
    made_by    uuid        NOT NULL,
    joins_max  integer     NOT NULL CHECK (joins_max > 0),
    joins      integer     NOT NULL DEFAULT 0 CHECK (joins BETWEEN 0 AND joins_max),
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);

CREATE TABLE contributor (
    id              uuid        PRIMARY KEY,
    language        bytea       NOT NULL,
    country         bytea       NOT NULL,
    adult_stated_at timestamptz NOT NULL,
    joined_at       timestamptz NOT NULL
);

CREATE TABLE contributor_token (
    hash        bytea       PRIMARY KEY,
    contributor uuid        NOT NULL REFERENCES contributor (id),
    issued_at   timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    ended_at    timestamptz
);

CREATE INDEX contributor_token_owner ON contributor_token (contributor);

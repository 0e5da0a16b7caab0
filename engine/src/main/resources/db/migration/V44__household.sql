-- Who lives in a contributor's home. Children are a number and nothing else.
CREATE TABLE household (
    contributor uuid        PRIMARY KEY,
    children    integer     NOT NULL CHECK (children >= 0),
    told_at     timestamptz NOT NULL
);

-- The word for a resident is sealed under the contributor's key, what the resident said under the resident's own.
CREATE TABLE household_resident (
    id          uuid        PRIMARY KEY,
    contributor uuid        NOT NULL REFERENCES household (contributor),
    word        bytea       NOT NULL,
    link        bytea       NOT NULL UNIQUE,
    answer      bytea,
    answered_at timestamptz,
    listed_at   timestamptz NOT NULL,
    left_at     timestamptz,
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);

CREATE INDEX household_resident_home ON household_resident (contributor) WHERE left_at IS NULL;

-- Who was away during a session of recording.
CREATE TABLE household_absence (
    session  uuid NOT NULL,
    resident uuid NOT NULL REFERENCES household_resident (id),
    PRIMARY KEY (session, resident)
);

-- People of the desk. Names are sealed under the person's key; links and sign-ins are kept as hashes.
CREATE TABLE staff_member (
    id       uuid        PRIMARY KEY,
    name     bytea       NOT NULL,
    role     text        NOT NULL CHECK (role IN ('OPERATOR', 'REVIEWER')),
    added_at timestamptz NOT NULL
);

CREATE TABLE staff_link (
    hash       bytea       PRIMARY KEY,
    role       text        NOT NULL CHECK (role IN ('OPERATOR', 'REVIEWER')),
    member     uuid        REFERENCES staff_member (id),
    made_by    uuid        REFERENCES staff_member (id),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);

CREATE TABLE staff_sign_in (
    id         uuid        PRIMARY KEY,
    member     uuid        NOT NULL REFERENCES staff_member (id),
    hash       bytea       NOT NULL UNIQUE,
    began_at   timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);

CREATE INDEX staff_sign_in_member ON staff_sign_in (member, began_at);

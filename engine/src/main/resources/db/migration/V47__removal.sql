-- The code of a contributor's home, as a hash to find it by and sealed to be printed again. One of them runs.
CREATE TABLE removal_home (
    contributor uuid        NOT NULL,
    hash        bytea       NOT NULL UNIQUE,
    code        bytea       NOT NULL,
    made_at     timestamptz NOT NULL,
    ended_at    timestamptz
);
CREATE UNIQUE INDEX removal_home_running ON removal_home (contributor) WHERE ended_at IS NULL;

-- Somebody asks for sessions of a home to be removed; `declared` is what the contributor said is in one. `froze` says whether that froze them by itself; `erased_at` when
-- the bytes of what is removed were gone.
CREATE TABLE removal (
    id          uuid        PRIMARY KEY,
    contributor uuid        NOT NULL,
    asked_at    timestamptz NOT NULL,
    froze       boolean     NOT NULL,
    declared    text        CHECK (declared IN ('CHILD', 'PERSON')),
    state       text        NOT NULL CHECK (state IN ('ASKED', 'KEPT', 'APPEALED', 'REMOVED')),
    decide_by   timestamptz NOT NULL,
    erased_at   timestamptz
);
CREATE INDEX removal_open ON removal (decide_by, id) WHERE state IN ('ASKED', 'APPEALED');
CREATE INDEX removal_to_erase ON removal (id) WHERE state = 'REMOVED' AND erased_at IS NULL;
CREATE INDEX removal_home_asked ON removal (contributor, asked_at);

CREATE TABLE removal_session (
    removal uuid NOT NULL REFERENCES removal (id),
    session uuid NOT NULL,
    PRIMARY KEY (removal, session)
);
CREATE INDEX removal_session_of ON removal_session (session);

-- One secret link for everybody who asked, and what they said, sealed under the key of the removal.
CREATE TABLE removal_link (
    hash     bytea       PRIMARY KEY,
    removal  uuid        NOT NULL REFERENCES removal (id),
    words    bytea,
    asked_at timestamptz NOT NULL
);
CREATE INDEX removal_link_of ON removal_link (removal, asked_at);

-- The first decision, and the second after an appeal. Without an author nobody decided in time.
CREATE TABLE removal_decision (
    removal uuid        NOT NULL REFERENCES removal (id),
    round   int         NOT NULL CHECK (round IN (1, 2)),
    removes boolean     NOT NULL,
    author  uuid,
    reason  bytea,
    at      timestamptz NOT NULL,
    PRIMARY KEY (removal, round),
    CHECK ((author IS NULL) = (reason IS NULL)),
    CHECK (author IS NOT NULL OR removes)
);

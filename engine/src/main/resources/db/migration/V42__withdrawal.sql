-- What contributors asked for when they left, and how far it has come. Once a person is erased, `contributor` is empty.
CREATE TABLE withdrawal (
    id            uuid        PRIMARY KEY,
    contributor   uuid,
    level         text        NOT NULL CHECK (level IN ('NO_CONTACT', 'NO_NEW_RELEASES', 'RECALL')),
    requested_at  timestamptz NOT NULL,
    verified_at   timestamptz NOT NULL,
    frozen_at     timestamptz,
    called_at     timestamptz,
    rows_gone_at  timestamptz,
    erased_at     timestamptz,
    destroyed_at  timestamptz,
    superseded_at timestamptz,
    notified_at   timestamptz,
    closed_at     timestamptz
);

CREATE UNIQUE INDEX withdrawal_once ON withdrawal (contributor, level) WHERE contributor IS NOT NULL AND closed_at IS NULL;
CREATE INDEX withdrawal_contributor ON withdrawal (contributor);
CREATE INDEX withdrawal_newest ON withdrawal (requested_at DESC, id DESC);
CREATE INDEX withdrawal_unfinished ON withdrawal (requested_at, id) WHERE closed_at IS NULL OR destroyed_at IS NULL;

-- Who may see how far it has come when no account is left: hashes of links and of the sign-ins of that time.
CREATE TABLE withdrawal_link (
    hash       bytea PRIMARY KEY,
    withdrawal uuid  NOT NULL REFERENCES withdrawal (id)
);

-- What the law wants kept although its person withdrew. The reason is sealed under the key of the hold.
CREATE TABLE withdrawal_hold (
    id          uuid        PRIMARY KEY,
    contributor uuid,
    withdrawal  uuid        REFERENCES withdrawal (id),
    kind        text        NOT NULL CHECK (kind IN ('IN_LOG_1Y', 'TAX', 'DISPUTE', 'COURT')),
    reason      bytea       NOT NULL,
    author      uuid,
    set_at      timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    ended_at    timestamptz,
    cleared_at  timestamptz,
    CHECK (contributor IS NOT NULL OR withdrawal IS NOT NULL)
);

CREATE INDEX withdrawal_hold_contributor ON withdrawal_hold (contributor) WHERE ended_at IS NULL;
CREATE INDEX withdrawal_hold_withdrawal ON withdrawal_hold (withdrawal);

-- What is held, under the key of its hold: bytes that custody gave away, and what was on record.
CREATE TABLE withdrawal_held_object (
    hold        uuid   NOT NULL REFERENCES withdrawal_hold (id),
    object      uuid   NOT NULL,
    blob        text   NOT NULL,
    wrapped_key bytea  NOT NULL,
    size_bytes  bigint NOT NULL,
    PRIMARY KEY (hold, object)
);

CREATE TABLE withdrawal_held_fact (
    hold  uuid  NOT NULL REFERENCES withdrawal_hold (id),
    entry uuid  NOT NULL,
    fact  bytea NOT NULL,
    PRIMARY KEY (hold, entry)
);

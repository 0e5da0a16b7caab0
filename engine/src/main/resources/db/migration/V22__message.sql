-- Messages to people outside: written with what they tell of, delivered afterwards. Address and text are sealed under a
-- person's key and go as soon as the message is delivered or given up.
CREATE TABLE message_outbox (
    id         uuid        PRIMARY KEY,
    person     uuid        NOT NULL,
    address    bytea,
    subject    bytea,
    body       bytea,
    state      text        NOT NULL CHECK (state IN ('WAITING', 'SENT', 'GIVEN_UP')),
    tries      integer     NOT NULL DEFAULT 0,
    written_at timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    ended_at   timestamptz,
    CHECK ((state = 'WAITING') = (address IS NOT NULL AND subject IS NOT NULL AND body IS NOT NULL))
);

CREATE INDEX message_outbox_due ON message_outbox (due_at) WHERE state = 'WAITING';
CREATE INDEX message_outbox_given_up ON message_outbox (ended_at) WHERE state = 'GIVEN_UP';
CREATE INDEX message_outbox_person ON message_outbox (person, written_at);

-- Addresses that people gave us, each sealed under its owner's key. Several people may share one.
CREATE TABLE message_address (
    person         uuid        PRIMARY KEY,
    address        bytea       NOT NULL,
    address_lookup bytea       NOT NULL,
    kept_at        timestamptz NOT NULL
);

CREATE INDEX message_address_lookup ON message_address (address_lookup);

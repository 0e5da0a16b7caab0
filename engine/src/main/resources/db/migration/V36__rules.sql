-- What the operator set above the rules that ship, newest last; who signed for which law; what covers transfers; places
-- whose owners agreed.
CREATE TABLE rules_edit (
    id      uuid        PRIMARY KEY,
    number  bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    rule    text        NOT NULL,
    value   text        NOT NULL,
    reason  text        NOT NULL,
    made_by uuid        NOT NULL,
    made_at timestamptz NOT NULL
);

CREATE INDEX rules_edit_rule ON rules_edit (rule, number DESC);

CREATE TABLE rules_signature (
    id           uuid        PRIMARY KEY,
    jurisdiction text        NOT NULL,
    reason       text        NOT NULL,
    signed_by    uuid        NOT NULL,
    signed_at    timestamptz NOT NULL
);

CREATE INDEX rules_signature_jurisdiction ON rules_signature (jurisdiction, signed_at DESC);

CREATE TABLE rules_ground (
    id        uuid        PRIMARY KEY,
    origin    text        NOT NULL,
    target    text        NOT NULL,
    basis     text        NOT NULL CHECK (basis IN ('ADEQUACY', 'SAFEGUARDS', 'APPROVAL', 'CERTIFICATION')),
    reference text        NOT NULL,
    made_at   timestamptz NOT NULL,
    ended_at  timestamptz
);

CREATE UNIQUE INDEX rules_ground_standing ON rules_ground (origin, target, basis) WHERE ended_at IS NULL;

CREATE TABLE rules_place (
    id           uuid        PRIMARY KEY,
    code         text        NOT NULL UNIQUE,
    jurisdiction text        NOT NULL,
    reference    text        NOT NULL,
    made_at      timestamptz NOT NULL
);

-- By which rules it was decided about a release.
CREATE TABLE rules_used (
    subject      uuid   NOT NULL,
    rule         text   NOT NULL,
    certainty    text   NOT NULL CHECK (certainty IN ('PRIMARY_READ', 'SECONDARY_READ', 'UNVERIFIED')),
    table_sha256 text   NOT NULL,
    number       bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (subject, rule)
);

CREATE INDEX rules_used_rule ON rules_used (rule, number DESC);

-- Of whom recordings left a country in a calendar year.
CREATE TABLE rules_exported (
    law    text    NOT NULL,
    year   integer NOT NULL,
    person uuid    NOT NULL,
    PRIMARY KEY (law, year, person)
);

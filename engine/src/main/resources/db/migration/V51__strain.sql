-- What a recording says of its maker's body, sealed under that person's key; empty until it is worked out.
CREATE TABLE strain_reading (
    id          uuid        PRIMARY KEY,
    episode     uuid        NOT NULL,
    contributor uuid        NOT NULL,
    began_at    timestamptz,
    reading     bytea
);
CREATE INDEX strain_reading_own ON strain_reading (contributor, began_at DESC);

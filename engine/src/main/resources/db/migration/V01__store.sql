-- The store keeps its bytes and keys in files. Its one row tells which installation this database belongs to.
CREATE TABLE store_installation (
    id      uuid        PRIMARY KEY DEFAULT uuidv7(),
    made_at timestamptz NOT NULL DEFAULT now(),
    one     boolean     NOT NULL DEFAULT true UNIQUE CHECK (one)
);

INSERT INTO store_installation DEFAULT VALUES;

-- Links of a resident that another one took the place of. Whoever has one is heard by it still.
CREATE TABLE household_earlier_link (
    link        bytea       PRIMARY KEY,
    resident    uuid        NOT NULL REFERENCES household_resident (id),
    answer      bytea,
    answered_at timestamptz,
    replaced_at timestamptz NOT NULL,
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX household_earlier_link_of ON household_earlier_link (resident, replaced_at);

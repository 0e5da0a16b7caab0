-- Who has said that they do not live there any more. Until then what they say counts, listed or not.
ALTER TABLE household_resident
    ADD COLUMN moved_out_at timestamptz,
    ADD CHECK (moved_out_at IS NULL OR left_at IS NOT NULL);
DROP INDEX household_resident_home;
CREATE INDEX household_resident_home ON household_resident (contributor) WHERE moved_out_at IS NULL;

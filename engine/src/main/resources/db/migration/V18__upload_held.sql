-- A complete upload that no session takes expires as well. Those that were complete before nobody asked about: they stay.
ALTER TABLE upload ADD COLUMN held_at timestamptz;
UPDATE upload SET held_at = completed_at;
ALTER TABLE upload ADD CHECK (held_at IS NULL OR completed_at IS NOT NULL);

DROP INDEX upload_open_expiry;
CREATE INDEX upload_expiry ON upload (expires_at) WHERE held_at IS NULL;

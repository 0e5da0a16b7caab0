-- Who of the desk saw what `declared` says; empty where the contributor said it.
ALTER TABLE removal ADD COLUMN seen_by uuid CHECK (seen_by IS NULL OR declared IS NOT NULL);

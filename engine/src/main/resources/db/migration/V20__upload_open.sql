-- How many uploads of a person are open is asked at the beginning of each; the complete ones need not be looked at for it.
CREATE INDEX upload_open ON upload (owner) WHERE completed_at IS NULL;

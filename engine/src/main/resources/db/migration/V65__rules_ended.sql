-- An owner's agreement and a signature end by a person who says why.
ALTER TABLE rules_place
    ADD COLUMN ended_at   timestamptz,
    ADD COLUMN ended_by   uuid,
    ADD COLUMN end_reason text,
    ADD CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL));
ALTER TABLE rules_signature
    ADD COLUMN ended_at   timestamptz,
    ADD COLUMN ended_by   uuid,
    ADD COLUMN end_reason text,
    ADD CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL));

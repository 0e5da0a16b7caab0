-- Who asked that a hold end before its day, and why, sealed under the key of the hold: another person ends it.
ALTER TABLE withdrawal_hold
    ADD COLUMN end_asked_by     uuid,
    ADD COLUMN end_asked_reason bytea,
    ADD CHECK ((end_asked_by IS NULL) = (end_asked_reason IS NULL));

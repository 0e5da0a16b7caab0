-- From which sessions nothing may be made, since when, and on whose account; without an end it stands.
CREATE TABLE capture_freeze (
    session  uuid        NOT NULL REFERENCES capture_session (id),
    cause    uuid        NOT NULL,
    since    timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (session, cause)
);
CREATE INDEX capture_freeze_cause ON capture_freeze (cause);

ALTER TABLE capture_session DROP CONSTRAINT capture_session_stage_check;
ALTER TABLE capture_session ADD CONSTRAINT capture_session_stage_check
    CHECK (stage IN ('RECORDING', 'OPENING', 'REFUSED', 'CHECKING', 'REDACTING', 'LOOK', 'REVIEW', 'QUARANTINED',
                     'REVIEWED', 'REMOVED'));

-- What is asked at every fetch of a copy.
CREATE INDEX capture_freeze_open ON capture_freeze (session) WHERE ended_at IS NULL;

-- What is counted of each contributor.
CREATE INDEX capture_session_kept ON capture_session (contributor) WHERE stage <> 'REMOVED';

-- tidy: what other rooms had reached with a session is carried over once; from now on they say it themselves.
-- How far each session has come, for lists and for what waits; and how long its recording is, once that is known.
-- Sessions from before have no length here: it lies sealed in their recordings.
ALTER TABLE capture_session ADD COLUMN stage text NOT NULL DEFAULT 'RECORDING'
    CHECK (stage IN ('RECORDING', 'OPENING', 'REFUSED', 'CHECKING', 'REDACTING', 'LOOK', 'REVIEW', 'QUARANTINED',
                     'REVIEWED'));
ALTER TABLE capture_session ADD COLUMN recorded_millis bigint CHECK (recorded_millis >= 0);

UPDATE capture_session SET stage = 'OPENING' WHERE finished_at IS NOT NULL;
UPDATE capture_session s
   SET stage = CASE
           WHEN e.state = 'refused' THEN 'REFUSED'
           WHEN NOT EXISTS (SELECT 1 FROM quality_check q WHERE q.episode = e.id) THEN 'CHECKING'
           WHEN NOT EXISTS (SELECT 1 FROM privacy_view v WHERE v.episode = e.id) THEN 'REDACTING'
           ELSE CASE (SELECT a.answer FROM privacy_answer a WHERE a.episode = e.id ORDER BY a.place DESC LIMIT 1)
               WHEN 'something-visible' THEN 'QUARANTINED'
               WHEN 'nothing-visible' THEN 'REVIEW'
               WHEN 'not-looked' THEN 'REVIEW'
               ELSE 'LOOK'
           END
       END
  FROM episode e WHERE e.session = s.id;
UPDATE capture_session s SET stage = 'REVIEWED'
  FROM episode e JOIN review r ON r.episode = e.id WHERE e.session = s.id AND s.stage = 'REVIEW';

CREATE INDEX capture_session_newest ON capture_session (started_at DESC, id DESC);
CREATE INDEX capture_session_stage ON capture_session (stage, started_at DESC, id DESC);
CREATE INDEX capture_session_task ON capture_session (task, started_at DESC, id DESC);
CREATE INDEX capture_session_finished ON capture_session (finished_at) INCLUDE (recorded_millis)
    WHERE finished_at IS NOT NULL;

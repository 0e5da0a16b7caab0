-- One notice asks one thing of models, and what somebody decides later can be told by another.
ALTER TABLE recall_notice DROP CONSTRAINT recall_notice_release_key;
CREATE INDEX recall_notice_release ON recall_notice (release);

-- What a message is about, so that one kind does not keep another waiting.
ALTER TABLE message_outbox ADD COLUMN kind text NOT NULL DEFAULT 'WAY_IN' CHECK (kind IN ('WAY_IN', 'DECISION'));
ALTER TABLE message_outbox ALTER COLUMN kind DROP DEFAULT;

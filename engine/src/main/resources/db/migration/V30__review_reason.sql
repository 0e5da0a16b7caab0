-- Reasons from a closed list hold no free text, and can be told to the contributor.
ALTER TABLE review ADD COLUMN reasons text[] NOT NULL DEFAULT '{}';

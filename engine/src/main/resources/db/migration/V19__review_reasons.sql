-- Reasons are free text about a person's recording. They stand in the review's sealed statement and nowhere else.
ALTER TABLE review DROP COLUMN reasons;

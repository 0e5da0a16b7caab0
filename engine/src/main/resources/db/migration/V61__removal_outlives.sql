-- Once everything of a home is erased, a link says that it is removed and when, and leads to nothing else.
ALTER TABLE removal_link
    ALTER COLUMN removal DROP NOT NULL,
    ALTER COLUMN asked_at DROP NOT NULL,
    ADD COLUMN removed_on date,
    ADD CHECK ((removal IS NULL) = (removed_on IS NOT NULL)),
    ADD CHECK (removal IS NOT NULL OR (words IS NULL AND asked_at IS NULL));

-- Whatever the desk saw in a recording that a copy holds waits for a decision.
ALTER TABLE removal
    DROP CONSTRAINT removal_declared_check,
    ADD CONSTRAINT removal_declared_check
        CHECK (declared IN ('FACE', 'SCREEN', 'DOCUMENT', 'NAME', 'CHILD', 'PERSON'));

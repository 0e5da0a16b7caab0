-- Whatever the desk saw in a recording that a copy holds waits for a decision.
ALTER TABLE removal
    DROP CONSTRAINT removal_declared_check,
    ADD CONSTRAINT removal_declared_check
        CHECK (declared IN ('FACE', 'SCREEN', 'DOCUMENT', 'NAME', 'CHILD', 'PERSON'));

-- Those in which somebody saw something are few.
CREATE INDEX privacy_answer_seen ON privacy_answer (episode) WHERE answer = 'something-visible';

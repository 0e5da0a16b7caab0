-- How it is known that a person is of age: how, who saw it, when. No document and no date of birth.
ALTER TABLE contributor
    ADD COLUMN age_method   text NOT NULL DEFAULT 'STATED'
        CHECK (age_method IN ('STATED', 'SEEN_IN_PERSON', 'DOCUMENT_SHOWN')),
    ADD COLUMN age_verifier uuid,
    ADD COLUMN age_seen_at  timestamptz,
    ADD CHECK ((age_method = 'STATED') = (age_verifier IS NULL)),
    ADD CHECK ((age_verifier IS NULL) = (age_seen_at IS NULL));

-- What the words of a notice stand for: a digest for each of its parts, which a text that says the same in other words
-- takes over from the one before. Notices from before are known to say the same as none.
ALTER TABLE consent_notice_text
    ADD COLUMN words              text[], -- since it is published
    ADD COLUMN lead_words         text[], -- those of the English text that it was signed for; its own where it leads
    ADD COLUMN other_words_than   bytea,
    ADD COLUMN other_words_by     uuid,
    ADD COLUMN other_words_reason text,
    ADD CHECK ((other_words_than IS NULL) = (other_words_by IS NULL)
           AND (other_words_than IS NULL) = (other_words_reason IS NULL));

ALTER TABLE consent_notice
    ADD COLUMN words      text[] NOT NULL DEFAULT '{}',
    ADD COLUMN lead_words text[] NOT NULL DEFAULT '{}';

-- Invitations for one task or all, in one language, with a note that is sealed under the key of whoever made them.
ALTER TABLE contributor_invitation
    ADD COLUMN task     uuid,
    ADD COLUMN language text,
    ADD COLUMN note     bytea,
    ADD COLUMN number   integer NOT NULL DEFAULT 1 CHECK (number > 0);

CREATE INDEX contributor_invitation_made ON contributor_invitation (made_at DESC, id DESC);

-- Who was invited for one task is offered that one.
ALTER TABLE contributor ADD COLUMN task uuid;

CREATE INDEX contributor_joined ON contributor (joined_at DESC, id DESC);

-- A link brings a person in once; a sign-in is what a phone carries. `made_by`: a link that the desk made.
ALTER TABLE contributor_token
    ADD COLUMN id      uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN kind    text NOT NULL DEFAULT 'SIGN_IN' CHECK (kind IN ('SIGN_IN', 'LINK')),
    ADD COLUMN made_by uuid;

CREATE UNIQUE INDEX contributor_token_id ON contributor_token (id);

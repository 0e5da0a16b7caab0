-- What a finished capture turned out to hold, or why it could not be opened.
create table episode (
    id              uuid primary key,
    session         uuid not null unique,
    contributor     uuid not null,
    grant_id        uuid not null,
    state           text not null check (state in ('recorded', 'refused')),
    refusal_code    text,
    refusal_message text,
    -- Everything below describes one person's recording: sealed under that person's key.
    recording       bytea,
    recorded_at     timestamptz not null,
    check ((state = 'recorded') = (recording is not null)),
    check ((state = 'refused') = (refusal_code is not null))
);

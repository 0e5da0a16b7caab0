-- How the contributor says the task ended. The newest statement stands.
create table label (
    id            uuid primary key,
    episode       uuid not null,
    task_sentence text not null,
    outcome       text not null check (outcome in ('SUCCESS', 'PARTIAL', 'FAILURE', 'UNKNOWN')),
    stated_by     uuid not null,
    stated_at     timestamptz not null,
    -- Which came later: two may carry one time.
    place         bigint generated always as identity
);
create index label_episode on label (episode, place);

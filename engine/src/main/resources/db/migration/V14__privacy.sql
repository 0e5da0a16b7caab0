-- The view of an episode that may be looked at, and what people answered when they looked.
create table privacy_view (
    episode        uuid primary key,
    video          uuid not null,
    proxy          uuid not null,
    contact_sheets uuid[] not null,
    scrub_version  int not null,
    scrubbed_at    timestamptz not null
);
create table privacy_answer (
    id          uuid primary key,
    episode     uuid not null references privacy_view (episode),
    author      uuid not null,
    answer      text not null check (answer in ('nothing-visible', 'something-visible', 'not-looked')),
    visible     text[] not null,
    answered_at timestamptz not null,
    -- Which came later: two may carry one time.
    place       bigint generated always as identity,
    check ((answer = 'something-visible') = (cardinality(visible) > 0))
);
create index privacy_answer_episode on privacy_answer (episode, place);

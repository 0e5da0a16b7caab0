-- What a person accepted of an episode. The newest review of an episode stands; older ones stay as they were.
create table review (
    id          uuid primary key,
    episode     uuid not null,
    author      uuid not null,
    reasons     text[] not null,
    reviewed_at timestamptz not null,
    -- Which came later: two may carry one time.
    place       bigint generated always as identity
);
create index review_episode on review (episode, place);
create table review_span (
    review      uuid not null references review (id),
    start_nanos bigint not null,
    end_nanos   bigint not null,
    primary key (review, start_nanos),
    check (start_nanos < end_nanos)
);

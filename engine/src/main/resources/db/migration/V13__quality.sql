-- An episode that was checked, and what was found.
create table quality_check (
    episode       uuid primary key,
    check_version int not null,
    checked_at    timestamptz not null
);
create table quality_finding (
    episode     uuid not null references quality_check (episode),
    place       int not null,
    level       text not null check (level in ('NOTE', 'WARN', 'FAIL')),
    code        text not null,
    start_nanos bigint,
    end_nanos   bigint,
    measured    double precision not null,
    limit_value double precision not null,
    unit        text not null,
    advice      text not null,
    primary key (episode, place)
);

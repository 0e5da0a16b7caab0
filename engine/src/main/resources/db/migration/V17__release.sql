-- A release line and holder share one key, from which every identifier in that holder's copies is derived.
create table release_copy_key (
    line   text not null,
    holder uuid not null,
    key    bytea not null,
    primary key (line, holder)
);
create table release (
    id           uuid primary key,
    copy         uuid not null unique,
    line         text not null,
    kind         text not null check (kind in ('STANDARD', 'DEMONSTRATION')),
    holder       uuid not null,
    fps          int,
    width        int,
    height       int,
    requested_by uuid not null,
    requested_at timestamptz not null,
    run          uuid not null
);
-- The row that makes a folder a release: written in the transaction that asked every contributor's consent again.
create table release_published (
    release         uuid primary key references release (id),
    line            text not null,
    holder          uuid not null,
    major           int not null,
    minor           int not null,
    manifest_sha256 text not null,
    size_bytes      bigint not null,
    published_at    timestamptz not null,
    unique (line, holder, major, minor)
);
create table release_episode (
    release     uuid not null references release_published (release),
    episode     uuid not null,
    contributor uuid not null,
    pseudonym   text not null,
    primary key (release, pseudonym)
);
create index release_episode_contributor on release_episode (contributor);
create table release_left_out (
    release uuid not null references release (id),
    episode uuid not null,
    code    text not null,
    message text not null,
    primary key (release, episode)
);

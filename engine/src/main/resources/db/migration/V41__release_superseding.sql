-- Episodes that were called back: in no release that is made from now on.
create table release_withheld (
    episode uuid        primary key,
    since   timestamptz not null
);
-- A release that was begun to take the place of others of its line and holder.
create table release_supersession (
    release  uuid        primary key references release (id),
    begun_at timestamptz not null,
    ended_at timestamptz
);
-- Published releases that nobody can fetch any more. Without a successor nothing of them was left.
create table release_superseded (
    release    uuid        primary key references release_published (release),
    by_release uuid        not null references release_supersession (release),
    successor  uuid        references release_published (release),
    at         timestamptz not null,
    retired_at timestamptz,
    tombstones int         not null default 0
);
create index release_superseded_by on release_superseded (by_release);
create index release_episode_held on release_episode (episode);

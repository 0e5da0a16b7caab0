-- Why episodes were called back, and which. Never lifted.
create table recall_cause (
    id        uuid        primary key,
    ground    text        not null check (ground in ('WITHDRAWAL', 'BYSTANDER', 'MINOR', 'QUALITY', 'COURT')),
    called_at timestamptz not null
);
create table recall_episode (
    cause   uuid not null references recall_cause,
    episode uuid not null,
    primary key (cause, episode)
);
create index recall_episode_called on recall_episode (episode);
-- The copies that held an episode of a cause when it was called.
create table recall_copy (
    cause   uuid not null references recall_cause,
    release uuid not null,
    holder  uuid not null,
    primary key (cause, release)
);
create index recall_copy_release on recall_copy (release);

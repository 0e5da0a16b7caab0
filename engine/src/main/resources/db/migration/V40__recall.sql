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
-- What one holder is told about one superseded release, and what it answered. `items` of `members` episodes must go.
create table recall_notice (
    id              uuid        primary key,
    release         uuid        not null unique,
    holder          uuid        not null,
    statement       uuid        not null,
    payload_sha256  text        not null,
    told_at         timestamptz not null,
    answer_by       timestamptz not null,
    items           int         not null,
    members         int         not null,
    hook_tries      int         not null default 0,
    hook_due_at     timestamptz,
    hook_told_at    timestamptz,
    escalated_at    timestamptz,
    acknowledged_at timestamptz,
    answer          bytea,
    models          int         not null default 0
);
create index recall_notice_holder on recall_notice (holder, told_at);
create index recall_notice_newest on recall_notice (told_at desc, id desc);
create index recall_notice_hook on recall_notice (hook_due_at) where hook_due_at is not null;
create index recall_notice_open on recall_notice (told_at) where acknowledged_at is null;
create table recall_item (
    notice    uuid not null references recall_notice,
    pseudonym text not null,
    episode   uuid not null,
    ground    text not null,
    primary key (notice, pseudonym)
);
create index recall_item_episode on recall_item (episode);
-- The key with which a holder signs its answers, from its first answer on.
create table recall_key (
    holder        uuid        primary key,
    vkey          text        not null,
    registered_at timestamptz not null
);
-- Where a holder wants to be told beside its own pages. The contact names a key, under which an address is sealed.
create table recall_reach (
    holder  uuid primary key,
    contact uuid,
    hook    text
);

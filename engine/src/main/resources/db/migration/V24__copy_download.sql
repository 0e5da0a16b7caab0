-- What was fetched of each copy: every copy is one holder's.
create table copy_download (
    copy     uuid        primary key,
    holder   uuid        not null,
    first_at timestamptz not null,
    last_at  timestamptz not null,
    requests bigint      not null check (requests > 0),
    bytes    bigint      not null check (bytes >= 0)
);
create index copy_download_holder on copy_download (holder);

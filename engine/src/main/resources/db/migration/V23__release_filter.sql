-- Which episodes a release was asked for. What is empty asks for all; earlier releases asked for all.
alter table release
    add column filter_tasks    uuid[] not null default '{}',
    add column filter_from     date,
    add column filter_to       date,
    add column filter_outcomes text[] not null default '{}',
    add column filter_worst    text check (filter_worst in ('NOTE', 'WARN', 'FAIL'));
-- The desk lists what was asked for last.
create index release_newest on release (requested_at desc, id desc);
create index release_of_holder on release (holder);

-- Since when a holder's licence is suspended; null while it stands.
alter table holder add column suspended_since timestamptz;

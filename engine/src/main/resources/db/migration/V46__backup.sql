-- When this installation was put back from a backup, and who entered again what was withdrawn since.
CREATE TABLE backup_restoration (
    id           uuid        PRIMARY KEY,
    backup_at    timestamptz NOT NULL,
    restored_at  timestamptz NOT NULL,
    confirmed_by uuid,
    confirmed_at timestamptz,
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);

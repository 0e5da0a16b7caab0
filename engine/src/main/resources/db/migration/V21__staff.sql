-- Auditors, passwords, sign-ins that can be told apart, and members who left.
ALTER TABLE staff_member DROP CONSTRAINT staff_member_role_check;
ALTER TABLE staff_member ADD CONSTRAINT staff_member_role_check CHECK (role IN ('OPERATOR', 'REVIEWER', 'AUDITOR'));
ALTER TABLE staff_link DROP CONSTRAINT staff_link_role_check;
ALTER TABLE staff_link ADD CONSTRAINT staff_link_role_check CHECK (role IN ('OPERATOR', 'REVIEWER', 'AUDITOR'));

ALTER TABLE staff_member ADD COLUMN removed_at timestamptz;

-- The name and the hash are sealed under the member's key; the lookup finds the row by the name that somebody types.
CREATE TABLE staff_password (
    member      uuid        PRIMARY KEY REFERENCES staff_member (id),
    name_lookup bytea       NOT NULL UNIQUE,
    name        bytea       NOT NULL,
    hash        bytea       NOT NULL,
    chosen_at   timestamptz NOT NULL
);

-- `browser` is the family of the browser, sealed; sign-ins from before have none.
ALTER TABLE staff_sign_in ADD COLUMN browser bytea;
ALTER TABLE staff_sign_in ADD COLUMN last_used_at timestamptz;
UPDATE staff_sign_in SET last_used_at = began_at;
ALTER TABLE staff_sign_in ALTER COLUMN last_used_at SET NOT NULL;

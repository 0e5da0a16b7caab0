-- What people had asked for when the keys were last backed up, after a restore, as whoever keeps it wrote it: until it
-- is taken up at the next start.
CREATE TABLE backup_asked (
    line text PRIMARY KEY
);

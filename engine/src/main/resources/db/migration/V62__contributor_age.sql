-- The age in years that somebody stated, or was seen, to have reached: whoever joined before was asked for 18 at least.
ALTER TABLE contributor ADD COLUMN age_reached integer NOT NULL DEFAULT 18;

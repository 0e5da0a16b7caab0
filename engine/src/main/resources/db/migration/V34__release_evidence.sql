-- What a release states, and the last link of each episode as it was then. Null in releases from before there was a log.
ALTER TABLE release_published ADD COLUMN statement uuid;
ALTER TABLE release_episode ADD COLUMN head uuid;

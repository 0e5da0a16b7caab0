-- Which copies hold the motion of a body: whoever takes the yes to that back stops the handing out of these.
ALTER TABLE release_episode ADD COLUMN motion boolean NOT NULL DEFAULT false;

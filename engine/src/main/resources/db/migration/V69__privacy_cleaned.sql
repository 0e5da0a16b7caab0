-- What releases are made of is no longer a video alone: of a recording without pictures it is the motion of a body.
ALTER TABLE privacy_view RENAME COLUMN video TO cleaned;

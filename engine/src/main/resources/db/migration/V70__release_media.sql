-- Whether a release is of pictures or of the motion of bodies alone. Earlier ones are of pictures.
ALTER TABLE release ADD COLUMN media text NOT NULL DEFAULT 'PICTURES' CHECK (media IN ('PICTURES', 'MOTION'));
ALTER TABLE release ADD CHECK (media = 'PICTURES' OR (fps IS NOT NULL AND width IS NULL AND height IS NULL));
-- Episodes that are in a copy of pictures without the motion of their bodies, and why.
CREATE TABLE release_without_motion (
    release uuid NOT NULL REFERENCES release (id),
    episode uuid NOT NULL,
    code    text NOT NULL,
    message text NOT NULL,
    PRIMARY KEY (release, episode)
);

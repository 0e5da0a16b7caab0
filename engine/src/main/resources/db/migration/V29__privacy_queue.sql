-- Who looks at what right now, which answers somebody else gives a second time, and how long looking took.
ALTER TABLE privacy_view ADD COLUMN answered_at timestamptz;
UPDATE privacy_view v SET answered_at = (SELECT min(a.answered_at) FROM privacy_answer a WHERE a.episode = v.episode);
CREATE INDEX privacy_view_waiting ON privacy_view (scrubbed_at, episode) WHERE answered_at IS NULL;

CREATE TABLE privacy_turn (
    episode  uuid        PRIMARY KEY REFERENCES privacy_view (episode),
    member   uuid        NOT NULL,
    began_at timestamptz NOT NULL
);

CREATE TABLE privacy_second_look (
    episode      uuid        PRIMARY KEY REFERENCES privacy_view (episode),
    first_author uuid        NOT NULL,
    drawn_at     timestamptz NOT NULL,
    answered_at  timestamptz,
    agreed       boolean,
    CHECK ((answered_at IS NULL) = (agreed IS NULL))
);
CREATE INDEX privacy_second_look_waiting ON privacy_second_look (drawn_at, episode) WHERE answered_at IS NULL;

CREATE TABLE privacy_look (
    episode          uuid             NOT NULL REFERENCES privacy_view (episode),
    member           uuid             NOT NULL,
    ended_at         timestamptz      NOT NULL,
    worked_seconds   double precision NOT NULL CHECK (worked_seconds >= 0),
    recorded_seconds double precision NOT NULL CHECK (recorded_seconds >= 0)
);
CREATE INDEX privacy_look_ended ON privacy_look (ended_at);

-- Where a session is recorded. `places` holds the codes of the places that it touches, sealed under its contributor's
-- key; `laws` the keyed look-ups, in hexadecimal digits, of whose rules hold there. Sessions from before have neither:
-- they were made at home.
ALTER TABLE capture_session
    ADD COLUMN place_kind   text NOT NULL DEFAULT 'HOME' CHECK (place_kind IN ('HOME', 'ELSEWHERE')),
    ADD COLUMN place_record text,
    ADD COLUMN places       bytea,
    ADD COLUMN laws         text[],
    ADD CHECK ((place_kind = 'ELSEWHERE') = (place_record IS NOT NULL));

CREATE INDEX capture_session_laws ON capture_session USING gin (laws);

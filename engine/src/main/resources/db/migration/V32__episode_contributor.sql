-- The desk's list of contributors asks for the recorded episodes of a page of them at once.
CREATE INDEX episode_contributor ON episode (contributor) WHERE state = 'recorded';

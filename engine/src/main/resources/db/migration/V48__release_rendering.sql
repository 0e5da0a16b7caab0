-- What was rendered of a view, so that it can be erased with the view. What was rendered before is not in it.
CREATE TABLE release_rendering (
    video uuid PRIMARY KEY,
    view  uuid NOT NULL
);
CREATE INDEX release_rendering_view ON release_rendering (view);

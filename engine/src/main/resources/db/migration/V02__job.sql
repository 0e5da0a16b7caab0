CREATE TABLE job_run (
    id       uuid        PRIMARY KEY,
    number   bigint      GENERATED ALWAYS AS IDENTITY,
    kind     text        NOT NULL,
    subject  uuid        NOT NULL,
    owner    uuid,
    state    text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    began_at timestamptz NOT NULL,
    ended_at timestamptz
);

CREATE INDEX job_run_subject ON job_run (subject, number);
CREATE INDEX job_run_number ON job_run (number);
CREATE INDEX job_run_owner ON job_run (owner) WHERE owner IS NOT NULL;

CREATE TABLE job_step (
    run            uuid        NOT NULL REFERENCES job_run,
    position       int         NOT NULL,
    name           text        NOT NULL,
    version        int         NOT NULL,
    state          text        NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    attempts       int         NOT NULL DEFAULT 0,
    faults         int         NOT NULL DEFAULT 0,
    progress_done  bigint      NOT NULL DEFAULT 0,
    progress_total bigint      NOT NULL DEFAULT 0,
    began_at       timestamptz,
    ended_at       timestamptz,
    wall_nanos     bigint      NOT NULL DEFAULT 0,
    cpu_nanos      bigint      NOT NULL DEFAULT 0,
    moved_bytes    bigint      NOT NULL DEFAULT 0,
    error_code     text,
    error_message  text,
    result         text,
    PRIMARY KEY (run, position),
    UNIQUE (run, name)
);

CREATE TABLE job_event (
    id           uuid        PRIMARY KEY,
    type         text        NOT NULL,
    subject      uuid        NOT NULL,
    published_at timestamptz NOT NULL,
    delivered_at timestamptz
);

-- What a step made, by the HMAC of (function, version, inputs) under its owner's key; sealed under the same key.
CREATE TABLE job_step_result (
    owner   uuid        NOT NULL,
    key     bytea       NOT NULL,
    result  bytea       NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (owner, key)
);

-- The two queues of db-scheduler, whose columns these are: steps are long, events are short and must not wait for them.
CREATE TABLE job_step_queue (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX job_step_queue_due ON job_step_queue (execution_time);
CREATE INDEX job_step_queue_heartbeat ON job_step_queue (last_heartbeat);

CREATE TABLE job_event_queue (LIKE job_step_queue INCLUDING ALL);

-- What is stuck is asked by every look at the desk: the many runs that ended well need not be read for it.
CREATE INDEX job_run_failed ON job_run (number) WHERE state = 'FAILED';
CREATE INDEX job_run_running ON job_run (number) WHERE state = 'RUNNING';

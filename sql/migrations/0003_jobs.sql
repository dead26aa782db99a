-- Jobs: background work.
CREATE TABLE jobs (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind      text        NOT NULL,
    subject   text        NOT NULL DEFAULT '',
    due_at    timestamptz NOT NULL,
    attempts  bigint      NOT NULL DEFAULT 0,
    fault     text,
    CONSTRAINT jobs_once_per_subject UNIQUE (kind, subject)
);
CREATE INDEX jobs_by_due_time ON jobs (due_at);
COMMENT ON TABLE jobs IS 'Work to be done at a time, taken with SKIP LOCKED and deleted when done.';
COMMENT ON COLUMN jobs.id IS 'Names the job.';
COMMENT ON COLUMN jobs.kind IS 'Which duty does it.';
COMMENT ON COLUMN jobs.subject IS 'What it is about, such as the number of an election.';
COMMENT ON COLUMN jobs.due_at IS 'UTC; not done before.';
COMMENT ON COLUMN jobs.attempts IS 'How often it failed; each failure puts it off twice as long.';
COMMENT ON COLUMN jobs.fault IS 'The last failure in one line, without a person''s words.';

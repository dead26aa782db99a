-- Ballots: what checking an archive to its end has found.
CREATE TABLE archive_reports (
    election_id  bigint PRIMARY KEY REFERENCES archives,
    report       text        NOT NULL,
    made_at      timestamptz NOT NULL
);
COMMENT ON TABLE archive_reports IS 'What the check of a whole archive has found after the result. Anybody can make it again with recount.';
COMMENT ON COLUMN archive_reports.election_id IS 'Of which election.';
COMMENT ON COLUMN archive_reports.report IS 'Canonical JSON as recount election --json prints it.';
COMMENT ON COLUMN archive_reports.made_at IS 'UTC.';

-- Ballots: how decided a result is.
CREATE TABLE assessments (
    election_id  bigint PRIMARY KEY REFERENCES elections,
    assessment   text        NOT NULL,
    made_at      timestamptz NOT NULL
);
COMMENT ON TABLE assessments IS 'What other rules would have said on the same ballots, reckoned after the result is out. Anybody can do it again from the bundle.';
COMMENT ON COLUMN assessments.election_id IS 'Of which election.';
COMMENT ON COLUMN assessments.assessment IS 'Canonical JSON: opinions, missing, v.';
COMMENT ON COLUMN assessments.made_at IS 'UTC.';

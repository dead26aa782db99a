-- Ballots: voting on paper beside the box or the archive. See docs/protocol.md, "Paper".
ALTER TABLE elections
    ADD COLUMN paper text NOT NULL DEFAULT 'none',
    ADD COLUMN paper_leaf bytea,
    ADD CONSTRAINT elections_paper_is_known CHECK (paper IN ('none', 'awaited', 'complete')),
    ADD CONSTRAINT elections_paper_is_awaited_before_the_count CHECK (paper <> 'awaited' OR state <> 'counted'),
    ADD CONSTRAINT elections_paper_is_complete_after_the_close CHECK (paper <> 'complete' OR state IN ('closed', 'counted')),
    ADD CONSTRAINT elections_paper_is_completed_in_the_log CHECK ((paper = 'complete') = (paper_leaf IS NOT NULL));
COMMENT ON COLUMN elections.paper IS 'none: only online. awaited: also on paper, batches may still come. complete: every batch is sealed.';
COMMENT ON COLUMN elections.paper_leaf IS 'Leaf hash of the event that ended the counting of paper.';

CREATE TABLE paper_entries (
    election_id  bigint  NOT NULL REFERENCES elections,
    batch        bigint  NOT NULL,
    person_id    uuid    NOT NULL REFERENCES persons,
    piles        text    NOT NULL DEFAULT '[]',
    done         boolean NOT NULL DEFAULT false,
    PRIMARY KEY (election_id, batch, person_id),
    CONSTRAINT paper_entries_batch_is_numbered CHECK (batch BETWEEN 1 AND 100000),
    CONSTRAINT paper_entries_piles_are_few CHECK (length(piles) BETWEEN 2 AND 1000000)
);
CREATE INDEX paper_entries_by_person ON paper_entries (person_id);
COMMENT ON TABLE paper_entries IS 'How one person counted a batch that is not sealed yet. Gone once it is.';
COMMENT ON COLUMN paper_entries.election_id IS 'In which election.';
COMMENT ON COLUMN paper_entries.batch IS 'Number of the batch, from 1.';
COMMENT ON COLUMN paper_entries.person_id IS 'Who counted.';
COMMENT ON COLUMN paper_entries.piles IS 'Canonical JSON: each different ballot and how many sheets say so.';
COMMENT ON COLUMN paper_entries.done IS 'Whether they have counted to the end.';

CREATE TABLE paper_batches (
    election_id  bigint NOT NULL REFERENCES elections,
    number       bigint NOT NULL,
    piles        text   NOT NULL,
    sheets       bigint NOT NULL,
    salt         bytea  NOT NULL,
    entered_by   uuid   NOT NULL REFERENCES persons,
    confirmed_by uuid   NOT NULL REFERENCES persons,
    leaf         bytea  NOT NULL,
    voided_by    uuid   REFERENCES persons,
    voided_leaf  bytea,
    PRIMARY KEY (election_id, number),
    CONSTRAINT paper_batches_are_voided_in_the_log CHECK ((voided_by IS NULL) = (voided_leaf IS NULL)),
    CONSTRAINT paper_batches_are_of_some_size CHECK (sheets BETWEEN 1 AND 500),
    CONSTRAINT paper_batches_salt_is_32_bytes CHECK (octet_length(salt) = 32),
    CONSTRAINT paper_batches_are_counted_by_two CHECK (entered_by <> confirmed_by)
);
CREATE INDEX paper_batches_by_first ON paper_batches (entered_by);
CREATE INDEX paper_batches_by_second ON paper_batches (confirmed_by);
CREATE INDEX paper_batches_by_voider ON paper_batches (voided_by);
COMMENT ON TABLE paper_batches IS 'Sealed batches of paper ballots. Only appended to, and taken out as a whole.';
COMMENT ON COLUMN paper_batches.election_id IS 'In which election.';
COMMENT ON COLUMN paper_batches.number IS 'From 1, as it is written on the batch.';
COMMENT ON COLUMN paper_batches.piles IS 'Canonical JSON: each different ballot and how many sheets say so.';
COMMENT ON COLUMN paper_batches.sheets IS 'How many sheets that is.';
COMMENT ON COLUMN paper_batches.salt IS 'Random, for the seal in the log.';
COMMENT ON COLUMN paper_batches.entered_by IS 'Who counted first.';
COMMENT ON COLUMN paper_batches.confirmed_by IS 'Who counted the same independently.';
COMMENT ON COLUMN paper_batches.leaf IS 'Leaf hash of its event in the log.';
COMMENT ON COLUMN paper_batches.voided_by IS 'Who took it out before the count; NULL where it counts.';
COMMENT ON COLUMN paper_batches.voided_leaf IS 'Leaf hash of the event that says so.';

-- The office at the counter.
ALTER TABLE roles
    DROP CONSTRAINT roles_are_known,
    ADD CONSTRAINT roles_are_known CHECK (role IN ('administration', 'counter', 'moderation'));

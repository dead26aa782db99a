-- Ballots: deciding, so that anybody can recount it. See docs/protocol.md, "The way of one ballot".
CREATE TABLE elections (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once         uuid   NOT NULL UNIQUE,
    process_id   bigint NOT NULL REFERENCES processes,
    phase_id     bigint NOT NULL UNIQUE REFERENCES phases,
    state        text   NOT NULL DEFAULT 'draft',
    question     text   NOT NULL,
    description  text   NOT NULL,
    rule         text   NOT NULL,
    parameters   jsonb  NOT NULL DEFAULT '{}',
    seats        bigint NOT NULL DEFAULT 1,
    roll_size    bigint,
    CONSTRAINT elections_state_is_known CHECK (state IN ('draft', 'open', 'closed', 'counted')),
    CONSTRAINT elections_question_is_short CHECK (length(question) BETWEEN 1 AND 200),
    CONSTRAINT elections_description_is_short CHECK (length(description) <= 4000),
    CONSTRAINT elections_have_seats CHECK (seats >= 1),
    CONSTRAINT elections_have_a_roll_once_open CHECK ((state = 'draft') = (roll_size IS NULL))
);
CREATE INDEX elections_by_process ON elections (process_id, id DESC);
COMMENT ON TABLE elections IS 'One question with its options, rule and dates (those stand in its phase).';
COMMENT ON COLUMN elections.id IS 'The number in its address.';
COMMENT ON COLUMN elections.once IS 'Drawn when the form was shown.';
COMMENT ON COLUMN elections.process_id IS 'In which process.';
COMMENT ON COLUMN elections.phase_id IS 'Its dates.';
COMMENT ON COLUMN elections.state IS 'draft, open (roll frozen), closed (nobody can vote), counted (result out).';
COMMENT ON COLUMN elections.question IS 'As it stands on the ballot.';
COMMENT ON COLUMN elections.description IS 'Markdown.';
COMMENT ON COLUMN elections.rule IS 'Id of the counting rule.';
COMMENT ON COLUMN elections.parameters IS 'The rule''s named parameters.';
COMMENT ON COLUMN elections.seats IS 'How many options can win.';
COMMENT ON COLUMN elections.roll_size IS 'How many could vote, fixed at opening.';

CREATE TABLE options (
    election_id  bigint NOT NULL REFERENCES elections,
    position     bigint NOT NULL,
    title        text   NOT NULL,
    detail       text   NOT NULL DEFAULT '',
    proposal_id  bigint REFERENCES proposals,
    PRIMARY KEY (election_id, position),
    CONSTRAINT options_title_is_short CHECK (length(title) BETWEEN 1 AND 200),
    CONSTRAINT options_are_few CHECK (position BETWEEN 1 AND 200)
);
CREATE INDEX options_by_proposal ON options (proposal_id);
COMMENT ON TABLE options IS 'What can be chosen. Where the rule itself gives the options (yes, no, abstention), they stand here with their titles.';
COMMENT ON COLUMN options.election_id IS 'In which election.';
COMMENT ON COLUMN options.position IS 'From 1; the option''s number on the ballot and in the record.';
COMMENT ON COLUMN options.title IS 'As it stands on the ballot.';
COMMENT ON COLUMN options.detail IS 'One more sentence.';
COMMENT ON COLUMN options.proposal_id IS 'The proposal it comes from, or that a yes adopts; NULL for a free option.';

CREATE TABLE electoral_roll (
    election_id  bigint  NOT NULL REFERENCES elections,
    person_id    uuid    NOT NULL REFERENCES persons,
    mark         text    NOT NULL DEFAULT 'none',
    fresh        boolean NOT NULL DEFAULT false,
    PRIMARY KEY (election_id, person_id),
    CONSTRAINT electoral_roll_mark_is_known CHECK (mark IN ('none', 'online', 'paper'))
) PARTITION BY LIST (election_id);
CREATE INDEX electoral_roll_by_person ON electoral_roll (person_id);
COMMENT ON TABLE electoral_roll IS 'Who may vote, frozen at opening, and whether they did; never what. No time is kept.';
COMMENT ON COLUMN electoral_roll.election_id IS 'In which election.';
COMMENT ON COLUMN electoral_roll.person_id IS 'Who.';
COMMENT ON COLUMN electoral_roll.mark IS 'none, online or paper: one person votes once, in one way.';
COMMENT ON COLUMN electoral_roll.fresh IS 'Marked since the last mix; cleared by it.';

-- Intake, box and withdrawals have no foreign key to elections: checking one would write the casting transaction's id
-- into the election's row. A ballot without an election finds no partition.
CREATE TABLE ballot_intake (
    election_id  bigint NOT NULL,
    id           uuid   NOT NULL DEFAULT gen_random_uuid(),
    ballot       bytea  NOT NULL,
    salt         bytea  NOT NULL,
    number_hash  bytea  NOT NULL,
    code_hash    bytea  NOT NULL,
    PRIMARY KEY (election_id, id),
    CONSTRAINT ballot_intake_ballot_is_small CHECK (octet_length(ballot) BETWEEN 2 AND 1500),
    CONSTRAINT ballot_intake_salt_is_32_bytes CHECK (octet_length(salt) = 32),
    CONSTRAINT ballot_intake_number_is_unique UNIQUE (election_id, number_hash),
    CONSTRAINT ballot_intake_code_is_unique UNIQUE (election_id, code_hash)
) PARTITION BY LIST (election_id);
COMMENT ON TABLE ballot_intake IS 'Ballots that wait for the next mix. No person, no time, no counter; emptied by TRUNCATE.';
COMMENT ON COLUMN ballot_intake.election_id IS 'In which election.';
COMMENT ON COLUMN ballot_intake.id IS 'Random.';
COMMENT ON COLUMN ballot_intake.ballot IS 'Canonical JSON of the filled ballot.';
COMMENT ON COLUMN ballot_intake.salt IS 'Random, for the commitment.';
COMMENT ON COLUMN ballot_intake.number_hash IS 'Hash of the ballot number that the voter holds.';
COMMENT ON COLUMN ballot_intake.code_hash IS 'Hash of the change code that the voter holds.';

CREATE TABLE ballot_box (
    election_id  bigint NOT NULL,
    id           uuid   NOT NULL DEFAULT gen_random_uuid(),
    ballot       bytea  NOT NULL,
    salt         bytea  NOT NULL,
    commitment   bytea  NOT NULL,
    number_hash  bytea  NOT NULL,
    code_hash    bytea  NOT NULL,
    PRIMARY KEY (election_id, id),
    CONSTRAINT ballot_box_commitment_is_unique UNIQUE (election_id, commitment),
    CONSTRAINT ballot_box_number_is_unique UNIQUE (election_id, number_hash),
    CONSTRAINT ballot_box_code_is_unique UNIQUE (election_id, code_hash)
) PARTITION BY LIST (election_id);
COMMENT ON TABLE ballot_box IS 'Mixed ballots. Written in random order; all rows carry one transaction id after the close.';
COMMENT ON COLUMN ballot_box.election_id IS 'In which election.';
COMMENT ON COLUMN ballot_box.id IS 'Random, drawn anew at each rewriting.';
COMMENT ON COLUMN ballot_box.ballot IS 'Canonical JSON of the filled ballot.';
COMMENT ON COLUMN ballot_box.salt IS 'Random, for the commitment.';
COMMENT ON COLUMN ballot_box.commitment IS 'What the log says of it: SHA-256 over election, salt and ballot.';
COMMENT ON COLUMN ballot_box.number_hash IS 'Hash of the ballot number that the voter holds.';
COMMENT ON COLUMN ballot_box.code_hash IS 'Hash of the change code that the voter holds.';

CREATE TABLE ballots_withdrawn (
    election_id  bigint NOT NULL,
    commitment   bytea  NOT NULL,
    PRIMARY KEY (election_id, commitment)
) PARTITION BY LIST (election_id);
COMMENT ON TABLE ballots_withdrawn IS 'Commitments of boxed ballots that were changed since; the next mix logs them as removed and empties the partition by TRUNCATE.';
COMMENT ON COLUMN ballots_withdrawn.election_id IS 'In which election.';
COMMENT ON COLUMN ballots_withdrawn.commitment IS 'As it stood in the log.';

CREATE TABLE outcomes (
    election_id  bigint PRIMARY KEY REFERENCES elections,
    outcome      text        NOT NULL,
    record       text        NOT NULL,
    ballots      bytea       NOT NULL,
    counted_at   timestamptz NOT NULL,
    leaf         bytea       NOT NULL
);
COMMENT ON TABLE outcomes IS 'The result, as it leaves the house.';
COMMENT ON COLUMN outcomes.election_id IS 'Of which election.';
COMMENT ON COLUMN outcomes.outcome IS 'outcome.json: canonical JSON.';
COMMENT ON COLUMN outcomes.record IS 'record.json: canonical JSON, committed to by the log.';
COMMENT ON COLUMN outcomes.ballots IS 'ballots.jsonl: salt and ballot, sorted by commitment.';
COMMENT ON COLUMN outcomes.counted_at IS 'UTC.';
COMMENT ON COLUMN outcomes.leaf IS 'Leaf hash of its event in the log.';

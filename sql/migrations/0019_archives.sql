-- Ballots: elections whose ballots the voters' devices encrypt. See docs/protocol.md, "The way of one encrypted ballot".
ALTER TABLE elections
    ADD COLUMN manner text NOT NULL DEFAULT 'open-box',
    ADD CONSTRAINT elections_manner_is_known CHECK (manner IN ('open-box', 'encrypted')),
    DROP CONSTRAINT elections_have_a_roll_once_open,
    ADD CONSTRAINT elections_have_a_roll_once_open CHECK (state = 'draft' OR roll_size IS NOT NULL),
    ADD CONSTRAINT elections_roll_freezes_early_for_credentials CHECK (state <> 'draft' OR roll_size IS NULL OR manner = 'encrypted');
COMMENT ON COLUMN elections.manner IS 'open-box: the server sees ballots without names. encrypted: it sees ciphertexts alone.';

CREATE TABLE archives (
    election_id  bigint PRIMARY KEY REFERENCES elections,
    uuid         text   NOT NULL,
    timestamp    bigint NOT NULL,
    length       bigint NOT NULL,
    setup_length bigint NOT NULL,
    height       bigint NOT NULL,
    head         bytea  NOT NULL,
    stage        text   NOT NULL,
    parameters   text   NOT NULL,
    trustees     text   NOT NULL,
    terms        text   NOT NULL,
    CONSTRAINT archives_uuid_is_unique UNIQUE (uuid),
    CONSTRAINT archives_head_is_32_bytes CHECK (octet_length(head) = 32),
    CONSTRAINT archives_stage_is_known CHECK (stage IN ('Setup', 'Ballot', 'EndBallots', 'EncryptedTally', 'Shuffle',
        'EndShuffles', 'PartialDecryption', 'Result'))
);
COMMENT ON TABLE archives IS 'The archive of an encrypted election: where it ends, and what it began with.';
COMMENT ON COLUMN archives.election_id IS 'Of which election.';
COMMENT ON COLUMN archives.uuid IS 'What the archive calls the election.';
COMMENT ON COLUMN archives.timestamp IS 'Seconds since 1970, in every header of the archive.';
COMMENT ON COLUMN archives.length IS 'Bytes of all parts.';
COMMENT ON COLUMN archives.setup_length IS 'Bytes up to the end of the Setup event.';
COMMENT ON COLUMN archives.height IS 'How many events there are.';
COMMENT ON COLUMN archives.head IS 'Hash of the last event.';
COMMENT ON COLUMN archives.stage IS 'Type of the last event.';
COMMENT ON COLUMN archives.parameters IS 'election.json, byte for byte.';
COMMENT ON COLUMN archives.trustees IS 'trustees.json, byte for byte.';
COMMENT ON COLUMN archives.terms IS 'terms.json: what was promised beforehand.';

CREATE TABLE archive_parts (
    election_id  bigint NOT NULL REFERENCES archives,
    position     bigint NOT NULL,
    bytes        bytea  NOT NULL,
    PRIMARY KEY (election_id, position),
    CONSTRAINT archive_parts_are_of_some_size CHECK (octet_length(bytes) BETWEEN 1 AND 4194304)
);
COMMENT ON TABLE archive_parts IS 'The bytes of an archive in pieces. Only appended to; public.';
COMMENT ON COLUMN archive_parts.election_id IS 'Of which election.';
COMMENT ON COLUMN archive_parts.position IS 'Where the piece begins in the archive.';
COMMENT ON COLUMN archive_parts.bytes IS 'As they stand in the archive.';

CREATE TABLE archive_acts (
    election_id  bigint NOT NULL REFERENCES archives,
    height       bigint NOT NULL,
    kind         text   NOT NULL,
    owner        bigint,
    payload      text   NOT NULL,
    PRIMARY KEY (election_id, height),
    CONSTRAINT archive_acts_are_done_once UNIQUE NULLS NOT DISTINCT (election_id, kind, owner),
    CONSTRAINT archive_acts_kind_is_known CHECK (kind IN ('EncryptedTally', 'Shuffle', 'PartialDecryption'))
);
COMMENT ON TABLE archive_acts IS 'What stands in the archive after the ballots and the next trustee needs. Public.';
COMMENT ON COLUMN archive_acts.election_id IS 'Of which election.';
COMMENT ON COLUMN archive_acts.height IS 'Number of the event in the archive.';
COMMENT ON COLUMN archive_acts.kind IS 'Type of the event.';
COMMENT ON COLUMN archive_acts.owner IS 'Number of the trustee; NULL for the tally.';
COMMENT ON COLUMN archive_acts.payload IS 'JSON, byte for byte as in the archive.';

-- As with ballot_intake: no foreign key, so that casting leaves no trace elsewhere.
CREATE TABLE encrypted_intake (
    election_id  bigint NOT NULL,
    id           uuid   NOT NULL DEFAULT gen_random_uuid(),
    ballot       bytea  NOT NULL,
    digest       bytea  NOT NULL,
    credential   text   NOT NULL,
    turn         bigint NOT NULL,
    PRIMARY KEY (election_id, id),
    CONSTRAINT encrypted_intake_ballot_is_small CHECK (octet_length(ballot) BETWEEN 2 AND 1048576),
    CONSTRAINT encrypted_intake_digest_is_unique UNIQUE (election_id, digest),
    CONSTRAINT encrypted_intake_turn_is_unique UNIQUE (election_id, credential, turn)
) PARTITION BY LIST (election_id);
COMMENT ON TABLE encrypted_intake IS 'Encrypted ballots that wait for the next batch. No person, no time, no counter; emptied by TRUNCATE.';
COMMENT ON COLUMN encrypted_intake.election_id IS 'In which election.';
COMMENT ON COLUMN encrypted_intake.id IS 'Random.';
COMMENT ON COLUMN encrypted_intake.ballot IS 'As the voter''s device has sent it.';
COMMENT ON COLUMN encrypted_intake.digest IS 'SHA-256 of the ballot: the voter''s tracker.';
COMMENT ON COLUMN encrypted_intake.credential IS 'The public credential, as in the ballot.';
COMMENT ON COLUMN encrypted_intake.turn IS 'How many ballots with this credential came before: the last one counts.';

CREATE TABLE encrypted_box (
    election_id  bigint NOT NULL,
    digest       bytea  NOT NULL,
    credential   text   NOT NULL,
    turn         bigint NOT NULL,
    PRIMARY KEY (election_id, digest),
    CONSTRAINT encrypted_box_turn_is_unique UNIQUE (election_id, credential, turn)
);
COMMENT ON TABLE encrypted_box IS 'Which ballots stand in the archive. All of it follows from the archive.';
COMMENT ON COLUMN encrypted_box.election_id IS 'In which election.';
COMMENT ON COLUMN encrypted_box.digest IS 'SHA-256 of the ballot: the voter''s tracker.';
COMMENT ON COLUMN encrypted_box.credential IS 'The public credential.';
COMMENT ON COLUMN encrypted_box.turn IS 'How many ballots with this credential stand before it.';

-- Makes the partitions of one encrypted election, when its roll freezes. They belong to the jobs.
CREATE FUNCTION encrypted_ballots_awaited(election bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['electoral_roll', 'encrypted_intake'] LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s)', part || '_' || election, part, election);
        EXECUTE format('ALTER TABLE %I OWNER TO mitstimme_jobs', part || '_' || election);
        EXECUTE format('COMMENT ON TABLE %I IS %L', part || '_' || election, 'Election ' || election || ' of ' || part || '.');
    END LOOP;
END $$;
COMMENT ON FUNCTION encrypted_ballots_awaited IS 'Called once when the roll of an encrypted election freezes.';

-- Where the ballot with this tracker is: waiting, boxed or NULL. Waits for a running batch first.
CREATE FUNCTION encrypted_ballot_place(election bigint, wanted bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER VOLATILE
    SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format('LOCK TABLE %I IN ACCESS SHARE MODE', 'encrypted_intake_' || election);
    RETURN (
        SELECT 'waiting' FROM encrypted_intake WHERE election_id = election AND digest = wanted
        UNION ALL
        SELECT 'boxed' FROM encrypted_box WHERE election_id = election AND digest = wanted
        LIMIT 1);
END $$;
COMMENT ON FUNCTION encrypted_ballot_place IS 'By the tracker alone.';

-- How many ballots have this credential. Keeps the next batch away until the caller's transaction ends.
CREATE FUNCTION encrypted_ballots_of(election bigint, wanted text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER VOLATILE
    SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format('LOCK TABLE %I IN ACCESS SHARE MODE', 'encrypted_intake_' || election);
    RETURN (SELECT count(*) FROM encrypted_intake WHERE election_id = election AND credential = wanted)
        + (SELECT count(*) FROM encrypted_box WHERE election_id = election AND credential = wanted);
END $$;
COMMENT ON FUNCTION encrypted_ballots_of IS 'The turn of the next ballot with a credential.';

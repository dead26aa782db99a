-- What each role may do. Run again whenever a view changes.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM mitstimme_web, mitstimme_jobs;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO mitstimme_web, mitstimme_jobs;
GRANT CREATE ON SCHEMA public TO mitstimme_jobs;

-- serve: no DDL; of the outbox and the intake it can only insert; of the box and the log's tree it can only read what is public.
GRANT SELECT, INSERT, UPDATE, DELETE ON
    persons, accounts, account_codes, sessions, roles, invitations, attestations, consents,
    town, districts, processes, phases, phase_permissions,
    proposals, proposal_versions, initiators, docks, supports, amendments,
    comments, topics, statements, reactions, topic_participants,
    cases, reports, decisions, elections, options, paper_entries, mails, inbox, jobs
    TO mitstimme_web;
-- What trustees and registrar have handed in is never changed or taken away.
GRANT SELECT, INSERT, UPDATE ON ceremonies, ceremony_members TO mitstimme_web;
GRANT SELECT, INSERT ON ceremony_files TO mitstimme_web;
-- The city may add to an answer, and never change what it said.
GRANT SELECT, INSERT, UPDATE (leaf) ON answers TO mitstimme_web;
-- A complaint is decided once; what it says goes only with its person.
GRANT SELECT, INSERT, UPDATE (person_id, words, leaf, outcome, verdict, rule, reason, decided_by, decided_at, decided_leaf)
    ON complaints TO mitstimme_web;
GRANT UPDATE (voided_by, voided_leaf) ON paper_batches TO mitstimme_web;
GRANT SELECT ON roll_names, roll_entries TO mitstimme_web;
GRANT INSERT ON log_outbox, ballot_intake, encrypted_intake TO mitstimme_web;
GRANT SELECT, INSERT, UPDATE (length, height, head, stage) ON archives TO mitstimme_web;
GRANT SELECT, INSERT ON archive_parts, archive_acts, booths, paper_batches TO mitstimme_web;
GRANT SELECT, DELETE ON log_openings TO mitstimme_web;
GRANT INSERT, SELECT, UPDATE ON log_erasures TO mitstimme_web;
GRANT SELECT, INSERT, UPDATE ON electoral_roll TO mitstimme_web;
GRANT SELECT ON log_entries, log_days, log_tiles, log_head, log_witnesses, log_cosigned, log_damage, outcomes, assessments, archive_reports, schema_migrations TO mitstimme_web;
GRANT SELECT ON
    person_standing, visible_processes, phase_dates, district_names, visible_proposals, proposal_overview,
    visible_amendments,
    visible_comments, visible_statements, moderation_queue, moderation_case, moderation_record, rulings,
    complainants, complaint_record, visible_elections,
    election_overview, eligible_persons, own_leaves, leaves_about, erased_remains
    TO mitstimme_web, mitstimme_jobs;
GRANT EXECUTE ON FUNCTION phase_held, ballots_opened, ballot_place, ballot_commitment, ballot_known, ballot_doubled, ballot_taken_out,
    encrypted_ballots_awaited, encrypted_ballot_place, encrypted_ballots_of, erase_waiting
    TO mitstimme_web;

-- jobs: sequencer, mixer, tally, mail. Never the words or the faces of people, beyond what a job needs.
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs, mails TO mitstimme_jobs;
GRANT SELECT, INSERT, DELETE ON log_outbox TO mitstimme_jobs;
GRANT SELECT, INSERT ON log_entries TO mitstimme_jobs;
GRANT SELECT, INSERT, UPDATE ON log_days, log_tiles, log_head, log_witnesses TO mitstimme_jobs;
GRANT SELECT, UPDATE ON log_cosigned TO mitstimme_jobs;
GRANT SELECT, INSERT, DELETE ON log_damage TO mitstimme_jobs;
GRANT SELECT, INSERT, DELETE ON log_openings TO mitstimme_jobs;
GRANT SELECT, UPDATE ON log_erasures TO mitstimme_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON electoral_roll, ballot_intake, ballot_box, ballots_withdrawn, encrypted_intake TO mitstimme_jobs;
GRANT SELECT, INSERT ON encrypted_box, archive_parts, archive_acts TO mitstimme_jobs;
GRANT SELECT, UPDATE (length, height, head, stage) ON archives TO mitstimme_jobs;
GRANT SELECT, UPDATE ON elections, phases TO mitstimme_jobs;
GRANT SELECT ON roll_by_district TO mitstimme_jobs;
GRANT SELECT ON options, paper_batches, processes, phase_permissions, town, schema_migrations TO mitstimme_jobs;
GRANT SELECT, INSERT ON outcomes, assessments, archive_reports TO mitstimme_jobs;
GRANT SELECT, DELETE ON sessions, account_codes, invitations TO mitstimme_jobs;
GRANT EXECUTE ON FUNCTION phase_held, ballots_opened, encrypted_ballots_awaited TO mitstimme_jobs;

-- The revocation above also takes from the jobs what they may do to their own partitions.
DO $$ DECLARE part regclass; BEGIN
    FOR part IN SELECT i.inhrelid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent IN ('electoral_roll'::regclass, 'ballot_intake'::regclass, 'ballot_box'::regclass,
            'ballots_withdrawn'::regclass, 'encrypted_intake'::regclass) AND c.relkind = 'r' LOOP
        EXECUTE format('GRANT ALL ON %s TO mitstimme_jobs', part);
    END LOOP;
END $$;

-- Ballots: what the web role may do to ballots without seeing them.

-- Makes the partitions of one election. They belong to the jobs, which mix, empty and rewrite them.
CREATE FUNCTION ballots_opened(election bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['electoral_roll', 'ballot_intake', 'ballot_box', 'ballots_withdrawn'] LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES IN (%s)', part || '_' || election, part, election);
        EXECUTE format('ALTER TABLE %I OWNER TO mitstimme_jobs', part || '_' || election);
        EXECUTE format('COMMENT ON TABLE %I IS %L', part || '_' || election, 'Election ' || election || ' of ' || part || '.');
    END LOOP;
END $$;
COMMENT ON FUNCTION ballots_opened IS 'Called once when an election opens.';

-- Where the ballot with this number is: waiting, boxed or NULL. Tells nothing of its choice.
-- Waits for a running mix first: a statement that began before it would find the ballot neither here nor there.
CREATE FUNCTION ballot_place(election bigint, wanted bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER VOLATILE
    SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE ballot_intake, ballot_box IN ACCESS SHARE MODE;
    RETURN (
        SELECT 'waiting' FROM ballot_intake WHERE election_id = election AND number_hash = wanted
        UNION ALL
        SELECT 'boxed' FROM ballot_box WHERE election_id = election AND number_hash = wanted
        LIMIT 1);
END $$;

-- Where the ballot with this number and this change code is, for whoever sends the same ballot twice.
CREATE FUNCTION ballot_known(election bigint, number bytea, code bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER VOLATILE
    SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE ballot_intake, ballot_box IN ACCESS SHARE MODE;
    RETURN (
        SELECT 'waiting' FROM ballot_intake WHERE election_id = election AND number_hash = number AND code_hash = code
        UNION ALL
        SELECT 'boxed' FROM ballot_box WHERE election_id = election AND number_hash = number AND code_hash = code
        LIMIT 1);
END $$;

-- Whether a boxed ballot has this number or this code. Asked after the insertion into the intake, whose lock keeps the
-- mixer away: two ballots with one number could not be mixed, two with one code could be taken out together.
CREATE FUNCTION ballot_doubled(election bigint, number bytea, code bytea) RETURNS boolean LANGUAGE sql SECURITY DEFINER
    STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM ballot_box WHERE election_id = election AND number_hash = number)
        OR EXISTS (SELECT 1 FROM ballot_box WHERE election_id = election AND code_hash = code)
$$;
COMMENT ON FUNCTION ballot_doubled IS 'True if number or code cannot be used.';

-- Takes the ballot with this change code out, so that the caller can put its successor into the intake.
-- A boxed ballot's commitment is kept for the next mix to log as removed. False if no ballot has the code.
CREATE FUNCTION ballot_taken_out(election bigint, code bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE gone bytea;
BEGIN
    DELETE FROM ballot_intake WHERE election_id = election AND code_hash = code;
    IF FOUND THEN
        RETURN true;
    END IF;
    DELETE FROM ballot_box WHERE election_id = election AND code_hash = code RETURNING commitment INTO gone;
    IF gone IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO ballots_withdrawn (election_id, commitment) VALUES (election, gone);
    RETURN true;
END $$;
COMMENT ON FUNCTION ballot_taken_out IS 'First half of changing a vote; the code alone decides.';

-- Ballots: what the log says of a ballot, for whoever holds its number.

-- The commitment of a boxed ballot; NULL while it waits, and for an unknown number. Waits for a running mix first.
CREATE FUNCTION ballot_commitment(election bigint, wanted bytea) RETURNS bytea LANGUAGE plpgsql SECURITY DEFINER VOLATILE
    SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE ballot_intake, ballot_box IN ACCESS SHARE MODE;
    RETURN (SELECT commitment FROM ballot_box WHERE election_id = election AND number_hash = wanted);
END $$;
COMMENT ON FUNCTION ballot_commitment IS 'Salt and choice stay in the box.';

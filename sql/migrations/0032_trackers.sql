-- Ballots: a tracker also tells whether a later ballot took this one's place, and whether it was counted.
--
-- Judged by what the public archive holds alone: that a newer ballot waits is nobody's business yet, for a tracker may be
-- in the hands of whoever demanded to see it.
CREATE OR REPLACE FUNCTION encrypted_ballot_place(election bigint, wanted bytea) RETURNS text LANGUAGE plpgsql SECURITY DEFINER VOLATILE
    SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format('LOCK TABLE %I IN ACCESS SHARE MODE', 'encrypted_intake_' || election);
    RETURN (
        SELECT 'waiting' FROM encrypted_intake WHERE election_id = election AND digest = wanted
        UNION ALL
        SELECT CASE
            WHEN EXISTS (SELECT FROM encrypted_box AS later WHERE later.election_id = election
                AND later.credential = box.credential AND later.turn > box.turn) THEN 'replaced'
            WHEN archive.stage IN ('Setup', 'Ballot', 'EndBallots') THEN 'boxed'
            ELSE 'counted' END
        FROM encrypted_box AS box JOIN archives AS archive USING (election_id)
        WHERE election_id = election AND digest = wanted
        LIMIT 1);
END $$;

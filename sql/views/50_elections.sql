-- Owner: Ballots.
CREATE VIEW visible_elections AS
SELECT e.id, e.process_id, e.phase_id, e.state, e.question, e.description, e.rule, e.parameters::text AS parameters,
    e.seats, e.roll_size, f.opens_at, f.ends_at, c.title AS process_title
FROM elections e
JOIN phase_dates f ON f.id = e.phase_id
JOIN visible_processes c ON c.id = e.process_id
WHERE e.state <> 'draft';
COMMENT ON VIEW visible_elections IS 'Elections anybody may read about. No count is in it.';

-- Owner: Ballots.
CREATE VIEW election_overview AS
SELECT e.id, e.process_id, e.phase_id, e.state, e.question, e.description, e.rule, e.parameters::text AS parameters,
    e.seats, e.budget, e.roll_size, e.manner, e.paper, f.opens_at, f.ends_at, c.title AS process_title,
    ARRAY(SELECT o.title FROM options o WHERE o.election_id = e.id ORDER BY o.position) AS titles,
    ARRAY(SELECT o.detail FROM options o WHERE o.election_id = e.id ORDER BY o.position) AS details,
    ARRAY(SELECT coalesce(o.cost, 0) FROM options o WHERE o.election_id = e.id ORDER BY o.position) AS costs,
    ARRAY(SELECT coalesce(o.proposal_id, 0) FROM options o WHERE o.election_id = e.id ORDER BY o.position) AS proposals
FROM elections e
JOIN phase_dates f ON f.id = e.phase_id
JOIN visible_processes c ON c.id = e.process_id;
COMMENT ON VIEW election_overview IS 'Elections in every state, drafts too, with their options and dates. No count is in it.';

CREATE VIEW visible_elections AS
SELECT id, process_id, phase_id, state, question, description, rule, parameters, seats, budget, roll_size, manner, paper,
    opens_at, ends_at, process_title, titles, details, costs, proposals
FROM election_overview
WHERE state <> 'draft';
COMMENT ON VIEW visible_elections IS 'Elections anybody may read about. No count is in it.';

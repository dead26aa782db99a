-- Owner: Ballots.
CREATE VIEW roll_names AS
SELECT r.election_id, p.name
FROM electoral_roll r
JOIN persons p ON p.id = r.person_id;
COMMENT ON VIEW roll_names IS 'The names on the electoral roll, for the registrar''s envelopes. No mark is in it: not who has voted.';

-- Owner: Ballots.
CREATE VIEW roll_names AS
SELECT r.election_id, p.name
FROM electoral_roll r
JOIN persons p ON p.id = r.person_id;
COMMENT ON VIEW roll_names IS 'The names on the electoral roll, for the registrar''s envelopes. No mark is in it: not who has voted.';

CREATE VIEW roll_entries AS
SELECT r.election_id, r.person_id, p.name, a.email, r.mark
FROM electoral_roll r
JOIN persons p ON p.id = r.person_id AND p.erased_on IS NULL
LEFT JOIN accounts a ON a.person_id = p.id;
COMMENT ON VIEW roll_entries IS 'The electoral roll for the counter, which gives sheets to those without a mark. Whoever was erased is not in it.';

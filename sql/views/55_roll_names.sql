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

CREATE VIEW roll_by_district AS
SELECT r.election_id, q.id AS district_id, q.name, count(*) AS size, count(*) FILTER (WHERE r.mark <> 'none') AS voted
FROM electoral_roll r
LEFT JOIN attestations a ON a.person_id = r.person_id AND a.kind = 'resident'
LEFT JOIN districts d ON d.id = a.district_id
LEFT JOIN districts q ON q.id = coalesce(d.parent, d.id)
GROUP BY r.election_id, q.id, q.name;
COMMENT ON VIEW roll_by_district IS 'How many stand on the roll and how many voted, by district; NULL where none is attested. Small numbers may not be shown.';

-- Owner: Acts.
CREATE VIEW own_leaves AS
SELECT author_id AS person_id, leaf FROM proposals WHERE leaf IS NOT NULL
UNION ALL SELECT person_id, leaf FROM supports
UNION ALL SELECT author_id, leaf FROM comments WHERE leaf IS NOT NULL;
COMMENT ON VIEW own_leaves IS 'Which entries of the log are about what a person did. Shown to that person alone; ballots are never in it.';

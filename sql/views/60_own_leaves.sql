-- Owner: Acts.
CREATE VIEW own_leaves AS
SELECT author_id AS person_id, worded_leaf AS leaf, 'proposals/' || id AS object FROM proposals
WHERE worded_leaf IS NOT NULL
UNION ALL SELECT author_id, leaf, 'proposals/' || id FROM proposals WHERE leaf <> worded_leaf
UNION ALL SELECT person_id, leaf, 'proposals/' || proposal_id FROM supports
UNION ALL SELECT author_id, worded_leaf, 'proposals/' || proposal_id || '/comments/' || id FROM comments
WHERE worded_leaf IS NOT NULL
UNION ALL SELECT author_id, leaf, 'proposals/' || proposal_id || '/comments/' || id FROM comments
WHERE leaf <> worded_leaf
UNION ALL SELECT p.author_id, v.leaf, 'proposals/' || p.id FROM proposal_versions v JOIN proposals p ON p.id = v.proposal_id
WHERE v.leaf IS NOT NULL AND v.leaf <> p.leaf
UNION ALL SELECT author_id, worded_leaf, 'proposals/' || proposal_id || '/amendments/' || id FROM amendments
WHERE worded_leaf IS NOT NULL
UNION ALL SELECT author_id, leaf, 'proposals/' || proposal_id || '/amendments/' || id FROM amendments
WHERE state = 'withdrawn' AND leaf <> worded_leaf
UNION ALL SELECT person_id, leaf, 'moderation/record/' || case_id FROM complaints WHERE leaf IS NOT NULL;
COMMENT ON VIEW own_leaves IS 'Which entries of the log are about what a person did. Shown to that person alone; ballots are never in it.';

CREATE VIEW leaves_about AS
SELECT person_id, leaf FROM own_leaves
UNION ALL SELECT author_id, leaf FROM amendments WHERE state IN ('accepted', 'declined') AND leaf <> worded_leaf
UNION ALL SELECT p.author_id, a.leaf FROM answers a JOIN proposals p ON p.id = a.proposal_id WHERE a.leaf IS NOT NULL
UNION ALL SELECT p.author_id, d.leaf FROM proposals p JOIN cases c ON c.kind = 'proposal' AND c.subject = p.id
JOIN decisions d ON d.case_id = c.id
UNION ALL SELECT m.author_id, d.leaf FROM comments m JOIN cases c ON c.kind = 'comment' AND c.subject = m.id
JOIN decisions d ON d.case_id = c.id
UNION ALL SELECT m.author_id, d.leaf FROM amendments m JOIN cases c ON c.kind = 'amendment' AND c.subject = m.id
JOIN decisions d ON d.case_id = c.id
UNION ALL SELECT person_id, decided_leaf FROM complaints WHERE decided_leaf IS NOT NULL;
COMMENT ON VIEW leaves_about IS 'The same, and what others decided about it. Only what a person did is erased with them.';

CREATE VIEW erased_remains AS
SELECT l.person_id FROM persons p
JOIN own_leaves l ON l.person_id = p.id
JOIN log_openings o ON o.leaf_hash = l.leaf
WHERE p.erased_on IS NOT NULL;
COMMENT ON VIEW erased_remains IS 'Persons whose data were erased and of whom a request wrote something afterwards that had begun before.';

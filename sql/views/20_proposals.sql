-- Owner: Proposals.
CREATE VIEW visible_proposals AS
SELECT p.id, p.process_id, p.author_id, p.state, p.title, p.district_id, p.reason, p.text, p.synergies, p.note,
    p.version, p.supports, p.changed_at, p.published_at, p.leaf
FROM proposals p
WHERE p.state <> 'draft' AND p.hidden_at IS NULL;
COMMENT ON VIEW visible_proposals IS 'Proposals anybody may read. Every public read goes through here, so hiding is one column.';

CREATE VIEW proposal_overview AS
SELECT p.id, p.process_id, p.state, p.title, p.district_id, p.supports, p.published_at, c.threshold,
    c.title AS process_title, d.name AS district,
    ARRAY(SELECT i.name FROM initiators i WHERE i.proposal_id = p.id ORDER BY i.position LIMIT 3) AS initiators,
    (SELECT count(*) FROM comments m
     WHERE m.proposal_id = p.id AND m.hidden_at IS NULL AND m.withdrawn_at IS NULL) AS comments
FROM visible_proposals p
JOIN visible_processes c ON c.id = p.process_id
LEFT JOIN districts d ON d.id = p.district_id;
COMMENT ON VIEW proposal_overview IS 'One row as lists show it.';

-- Owner: Deliberation.
CREATE VIEW visible_comments AS
SELECT m.id, m.proposal_id, m.parent_id, m.author_id, m.side, m.first_line, m.last_line, m.version, m.version <> p.version AS is_outdated, m.written_at,
    m.hidden_at IS NOT NULL AS is_hidden, m.withdrawn_at IS NOT NULL AS is_withdrawn, m.hidden_at,
    CASE WHEN m.hidden_at IS NULL AND m.withdrawn_at IS NULL THEN m.body END AS body,
    CASE WHEN m.hidden_at IS NULL AND m.withdrawn_at IS NULL THEN w.name END AS author,
    m.leaf
FROM comments m
JOIN persons w ON w.id = m.author_id
JOIN visible_proposals p ON p.id = m.proposal_id;
COMMENT ON VIEW visible_comments IS 'Comments anybody may read; of hidden and withdrawn ones only that they are.';

CREATE VIEW visible_statements AS
SELECT s.id, s.topic_id, s.number, s.body,
    count(*) FILTER (WHERE r.value = 1) AS agree, count(*) FILTER (WHERE r.value = -1) AS disagree,
    count(*) FILTER (WHERE r.value = 0) AS pass
FROM statements s
LEFT JOIN reactions r ON r.statement_id = s.id
WHERE s.accepted AND s.hidden_at IS NULL
GROUP BY s.id;
COMMENT ON VIEW visible_statements IS 'Statements let in, with exact counts.';

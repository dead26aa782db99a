-- Owner: Moderation.
CREATE VIEW moderation_queue AS
SELECT k.id, k.kind, k.subject, k.opened_at,
    (SELECT count(*) FROM reports r WHERE r.case_id = k.id) AS reports,
    CASE k.kind WHEN 'proposal' THEN p.id ELSE m.proposal_id END AS proposal_id,
    CASE k.kind WHEN 'proposal' THEN p.title WHEN 'comment' THEN left(m.body, 80) || CASE WHEN length(m.body) > 80 THEN '…' ELSE '' END END AS heading
FROM cases k
LEFT JOIN proposals p ON k.kind = 'proposal' AND p.id = k.subject
LEFT JOIN comments m ON k.kind = 'comment' AND m.id = k.subject
WHERE k.state = 'open';
COMMENT ON VIEW moderation_queue IS 'What waits for a decision. For moderation only.';

CREATE VIEW moderation_case AS
SELECT k.id, k.kind, k.subject, k.opened_at, k.state, p.id AS proposal_id, p.title, m.id AS comment_id,
    m.first_line, m.last_line, coalesce(m.body, p.text) AS text, CASE WHEN m.id IS NULL THEN p.reason END AS reason,
    o.body AS parent_body, w.id AS author_id, w.name AS author, w.created_on AS known_since,
    CASE WHEN m.id IS NULL THEN p.hidden_at ELSE m.hidden_at END AS hidden_at, m.withdrawn_at,
    (SELECT count(*) FROM cases e JOIN comments c ON e.kind = 'comment' AND c.id = e.subject
     WHERE c.author_id = w.id AND e.state = 'hidden')
    + (SELECT count(*) FROM cases e JOIN proposals q ON e.kind = 'proposal' AND q.id = e.subject
       WHERE q.author_id = w.id AND e.state = 'hidden') AS hidden_before
FROM cases k
LEFT JOIN comments m ON k.kind = 'comment' AND m.id = k.subject
LEFT JOIN comments o ON o.id = m.parent_id
JOIN proposals p ON p.id = CASE k.kind WHEN 'proposal' THEN k.subject ELSE m.proposal_id END
JOIN persons w ON w.id = coalesce(m.author_id, p.author_id);
COMMENT ON VIEW moderation_case IS 'A case with the text it is about and its surroundings, hidden or not. For moderation only.';

CREATE VIEW moderation_record AS
SELECT d.case_id, k.kind, k.opened_at, d.verdict, d.rule, d.reason, d.decided_at, d.leaf,
    (SELECT count(*) FROM reports r WHERE r.case_id = k.id) AS reports
FROM decisions d
JOIN cases k ON k.id = d.case_id;
COMMENT ON VIEW moderation_record IS 'Every decision with its reason and without the text it was about. Public.';

-- Owner: Moderation.
CREATE VIEW moderation_queue AS
SELECT k.id, k.kind, k.subject, k.opened_at,
    (SELECT count(*) FROM reports r WHERE r.case_id = k.id) AS reports,
    CASE k.kind WHEN 'proposal' THEN p.id WHEN 'comment' THEN m.proposal_id ELSE a.proposal_id END AS proposal_id,
    CASE k.kind WHEN 'proposal' THEN p.title ELSE left(t.words, 80) || CASE WHEN length(t.words) > 80 THEN '…' ELSE '' END END AS heading
FROM cases k
LEFT JOIN proposals p ON k.kind = 'proposal' AND p.id = k.subject
LEFT JOIN comments m ON k.kind = 'comment' AND m.id = k.subject
LEFT JOIN amendments a ON k.kind = 'amendment' AND a.id = k.subject
CROSS JOIN LATERAL (SELECT coalesce(m.body, nullif(a.text, ''), a.reason) AS words) t
WHERE k.state = 'open';
COMMENT ON VIEW moderation_queue IS 'What waits for a decision. For moderation only.';

CREATE VIEW moderation_case AS
SELECT k.id, k.kind, k.subject, k.opened_at, k.state, p.id AS proposal_id, p.title, m.id AS comment_id,
    coalesce(m.first_line, a.first_line) AS first_line, coalesce(m.last_line, a.last_line) AS last_line,
    coalesce(m.body, a.text, p.text) AS text,
    CASE WHEN a.id IS NOT NULL THEN a.reason WHEN m.id IS NULL THEN p.reason END AS reason,
    o.body AS parent_body, w.id AS author_id, w.name AS author, w.created_on AS known_since,
    CASE k.kind WHEN 'proposal' THEN p.hidden_at WHEN 'comment' THEN m.hidden_at ELSE a.hidden_at END AS hidden_at,
    m.withdrawn_at,
    (SELECT count(*) FROM cases e JOIN comments c ON e.kind = 'comment' AND c.id = e.subject
     WHERE c.author_id = w.id AND e.state = 'hidden')
    + (SELECT count(*) FROM cases e JOIN proposals q ON e.kind = 'proposal' AND q.id = e.subject
       WHERE q.author_id = w.id AND e.state = 'hidden')
    + (SELECT count(*) FROM cases e JOIN amendments b ON e.kind = 'amendment' AND b.id = e.subject
       WHERE b.author_id = w.id AND e.state = 'hidden') AS hidden_before
FROM cases k
LEFT JOIN comments m ON k.kind = 'comment' AND m.id = k.subject
LEFT JOIN comments o ON o.id = m.parent_id
LEFT JOIN amendments a ON k.kind = 'amendment' AND a.id = k.subject
JOIN proposals p ON p.id = CASE k.kind WHEN 'proposal' THEN k.subject WHEN 'comment' THEN m.proposal_id ELSE a.proposal_id END
JOIN persons w ON w.id = coalesce(m.author_id, a.author_id, p.author_id);
COMMENT ON VIEW moderation_case IS 'A case with the text it is about and its surroundings, hidden or not. For moderation only.';

CREATE VIEW moderation_record AS
SELECT d.case_id, k.kind, k.opened_at, d.verdict, d.rule, d.reason, d.decided_at, d.leaf,
    (SELECT count(*) FROM reports r WHERE r.case_id = k.id) AS reports
FROM decisions d
JOIN cases k ON k.id = d.case_id;
COMMENT ON VIEW moderation_record IS 'Every decision with its reason and without the text it was about. Public.';

CREATE VIEW rulings AS
SELECT d.case_id, k.state, coalesce(r.decided_by, d.decided_by) AS decided_by,
    coalesce(r.decided_at, d.decided_at) AS decided_at,
    coalesce(r.decided_at, d.decided_at) + interval '6 months' AS complaints_until
FROM decisions d
JOIN cases k ON k.id = d.case_id
LEFT JOIN LATERAL (
    SELECT c.decided_by, c.decided_at FROM complaints c
    WHERE c.case_id = d.case_id AND c.outcome = 'reversed' ORDER BY c.decided_at DESC LIMIT 1
) r ON true;
COMMENT ON VIEW rulings IS 'Of each decided case what holds now, who decided so, and until when somebody may complain. For moderation only.';

CREATE VIEW complainants AS
SELECT r.case_id, k.author_id AS person_id, r.decided_by, r.complaints_until
FROM rulings r JOIN moderation_case k ON k.id = r.case_id
WHERE r.state = 'hidden'
UNION
SELECT r.case_id, e.reporter_id, r.decided_by, r.complaints_until
FROM rulings r JOIN reports e ON e.case_id = r.case_id
WHERE r.state = 'kept' AND e.reporter_id IS NOT NULL;
COMMENT ON VIEW complainants IS 'Whom a decision goes against: the author of what is hidden, who reported what stays.';

CREATE VIEW complaint_record AS
SELECT DISTINCT case_id, outcome, verdict, rule, reason, decided_at, decided_leaf FROM complaints WHERE outcome IS NOT NULL;
COMMENT ON VIEW complaint_record IS 'What was decided about complaints, with its reason, without words or names. Public.';

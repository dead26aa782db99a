-- Owner: Moderation.
CREATE VIEW moderation_queue AS
SELECT k.id, k.kind, k.subject, k.opened_at,
    (SELECT count(*) FROM reports r WHERE r.case_id = k.id) AS reports,
    CASE k.kind WHEN 'proposal' THEN p.id ELSE m.proposal_id END AS proposal_id,
    CASE k.kind WHEN 'proposal' THEN p.title ELSE left(m.body, 80) END AS heading
FROM cases k
LEFT JOIN proposals p ON k.kind = 'proposal' AND p.id = k.subject
LEFT JOIN comments m ON k.kind = 'comment' AND m.id = k.subject
WHERE k.state = 'open';
COMMENT ON VIEW moderation_queue IS 'What waits for a decision. For moderation only.';

CREATE VIEW moderation_record AS
SELECT d.case_id, k.kind, k.opened_at, d.verdict, d.rule, d.reason, d.decided_at, d.leaf,
    (SELECT count(*) FROM reports r WHERE r.case_id = k.id) AS reports
FROM decisions d
JOIN cases k ON k.id = d.case_id;
COMMENT ON VIEW moderation_record IS 'Every decision with its reason and without the text it was about. Public.';

-- Owner: Proposals.
CREATE VIEW visible_proposals AS
SELECT p.id, p.process_id, p.author_id, p.state, p.title, p.district_id, p.reason, p.text, p.synergies, p.note,
    p.version, p.supports, p.changed_at, p.published_at, p.leaf, p.initiator_names, p.comments,
    p.threshold, p.district_name
FROM proposals p
WHERE p.state <> 'draft' AND p.hidden_at IS NULL;
COMMENT ON VIEW visible_proposals IS 'Proposals anybody may read. Every public read goes through here, so hiding is one column.';

CREATE VIEW proposal_overview AS
SELECT p.id, p.process_id, p.state, p.title, p.district_id, p.supports, p.threshold, p.district_name AS district,
    p.initiator_names AS initiators, p.comments
FROM visible_proposals p;
COMMENT ON VIEW proposal_overview IS 'One row as lists show it.';

CREATE VIEW visible_amendments AS
SELECT a.id, a.proposal_id, a.author_id, w.name AS author, a.version, a.first_line, a.last_line, a.text, a.reason,
    a.state, a.answer, a.proposed_at, a.ended_at, a.leaf, v.text AS base
FROM amendments a
JOIN persons w ON w.id = a.author_id
JOIN proposal_versions v ON v.proposal_id = a.proposal_id AND v.version = a.version
JOIN visible_proposals p ON p.id = a.proposal_id
WHERE a.hidden_at IS NULL;
COMMENT ON VIEW visible_amendments IS 'Amendments anybody may read, with the wording that their lines are counted in.';

-- AuditLog: what was erased from the openings. See docs/protocol.md, "Erasure".
CREATE TABLE log_erasures (
    leaf_hash  bytea PRIMARY KEY,
    object     text    NOT NULL,
    due_on     date    NOT NULL,
    is_logged  boolean NOT NULL DEFAULT false,
    CONSTRAINT log_erasures_leaf_is_sha256 CHECK (octet_length(leaf_hash) = 32)
);
CREATE INDEX log_erasures_by_due_day ON log_erasures (due_on, leaf_hash) WHERE NOT is_logged;
COMMENT ON TABLE log_erasures IS 'Entries whose opening was erased. Nothing in it tells which of them were one person''s.';
COMMENT ON COLUMN log_erasures.leaf_hash IS 'Of which entry.';
COMMENT ON COLUMN log_erasures.object IS 'What that entry is about, as it says itself.';
COMMENT ON COLUMN log_erasures.due_on IS 'UTC day, drawn at random, in whose night the log says that it was erased.';
COMMENT ON COLUMN log_erasures.is_logged IS 'Whether the log has said so.';

-- Taking back is an event of its own; the words stay with the first one.
ALTER TABLE proposals ADD COLUMN worded_leaf bytea;
COMMENT ON COLUMN proposals.worded_leaf IS 'Leaf hash of the event that commits to its words.';
ALTER TABLE comments ADD COLUMN worded_leaf bytea;
COMMENT ON COLUMN comments.worded_leaf IS 'Leaf hash of the event that commits to its words.';
ALTER TABLE persons ADD COLUMN erased_how text,
    ADD CONSTRAINT persons_erasure_is_known CHECK (erased_how IN ('keep', 'remove')),
    ADD CONSTRAINT persons_erasure_has_a_day CHECK ((erased_on IS NULL) = (erased_how IS NULL));
COMMENT ON COLUMN persons.erased_how IS 'keep: published proposals stay without the name. remove: their texts went too. NULL before.';
CREATE INDEX persons_erased ON persons (id) WHERE erased_on IS NOT NULL;

WITH told AS (
    SELECT sha256('\x00'::bytea || entry) AS leaf, convert_from(entry, 'UTF8')::jsonb ->> 'prev' AS before
    FROM (SELECT entry FROM log_entries WHERE noun IN ('proposal', 'comment') UNION ALL SELECT entry FROM log_outbox) e)
UPDATE proposals p SET worded_leaf = coalesce(
    (SELECT decode(before, 'base64') FROM told WHERE told.leaf = p.leaf AND p.state = 'withdrawn'), p.leaf)
WHERE p.leaf IS NOT NULL;
WITH told AS (
    SELECT sha256('\x00'::bytea || entry) AS leaf, convert_from(entry, 'UTF8')::jsonb ->> 'prev' AS before
    FROM (SELECT entry FROM log_entries WHERE noun IN ('proposal', 'comment') UNION ALL SELECT entry FROM log_outbox) e)
UPDATE comments m SET worded_leaf = coalesce(
    (SELECT decode(before, 'base64') FROM told WHERE told.leaf = m.leaf AND m.withdrawn_at IS NOT NULL), m.leaf)
WHERE m.leaf IS NOT NULL;

-- Proposals: of which text a support is, so that supporters hear of another one.
ALTER TABLE supports ADD COLUMN version bigint NOT NULL DEFAULT 1;
UPDATE supports s SET version = p.version FROM proposals p WHERE p.id = s.proposal_id AND p.version > 1;
COMMENT ON COLUMN supports.version IS 'The version of the text that was supported, or the newest that the person was told of since.';

-- AuditLog: the append-only log. See docs/protocol.md.
CREATE TABLE log_outbox (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry  bytea NOT NULL,
    CONSTRAINT log_outbox_entry_fits CHECK (octet_length(entry) BETWEEN 1 AND 65535)
);
COMMENT ON TABLE log_outbox IS 'Events that their act''s own transaction wrote and that wait to be put into the tree.';
COMMENT ON COLUMN log_outbox.id IS 'Order within a batch; not the index in the log.';
COMMENT ON COLUMN log_outbox.entry IS 'The leaf: canonical JSON.';

CREATE TABLE log_entries (
    index      bigint PRIMARY KEY,
    entry      bytea NOT NULL,
    leaf_hash  bytea NOT NULL,
    noun       text NOT NULL GENERATED ALWAYS AS
        (split_part(encode(substring(entry FROM 9 FOR 40), 'escape'), '.', 1)) STORED,
    CONSTRAINT log_entries_hash_is_sha256 CHECK (octet_length(leaf_hash) = 32)
);
CREATE INDEX log_entries_by_leaf_hash ON log_entries (leaf_hash);
CREATE INDEX log_entries_by_noun ON log_entries (noun, index);
COMMENT ON TABLE log_entries IS 'The log itself. Rows are never changed and never deleted.';
COMMENT ON COLUMN log_entries.index IS 'From 0, without gaps.';
COMMENT ON COLUMN log_entries.entry IS 'The leaf: canonical JSON.';
COMMENT ON COLUMN log_entries.noun IS 'What it is about: the first word of its type, which every entry has after {"act":".';
COMMENT ON COLUMN log_entries.leaf_hash IS 'SHA-256(0x00 || entry), RFC 6962.';

CREATE TABLE log_tiles (
    level   bigint NOT NULL,
    index   bigint NOT NULL,
    hashes  bytea  NOT NULL,
    PRIMARY KEY (level, index),
    CONSTRAINT log_tiles_hold_whole_hashes
        CHECK (octet_length(hashes) % 32 = 0 AND octet_length(hashes) BETWEEN 32 AND 8192)
);
COMMENT ON TABLE log_tiles IS 'The tree in tiles of 256 hashes (C2SP tlog-tiles). The last of a level grows; a narrower tile is its beginning.';
COMMENT ON COLUMN log_tiles.level IS '0 for leaf hashes.';
COMMENT ON COLUMN log_tiles.index IS 'From 0 within its level.';
COMMENT ON COLUMN log_tiles.hashes IS '1 to 256 hashes of 32 bytes.';

CREATE TABLE log_head (
    only_row    boolean PRIMARY KEY DEFAULT true,
    origin      text        NOT NULL,
    size        bigint      NOT NULL,
    root        bytea       NOT NULL,
    checkpoint  text        NOT NULL,
    signed_at   timestamptz NOT NULL,
    CONSTRAINT log_head_is_one_row CHECK (only_row)
);
COMMENT ON TABLE log_head IS 'The newest signed checkpoint.';
COMMENT ON COLUMN log_head.only_row IS 'Keeps the table to one row.';
COMMENT ON COLUMN log_head.origin IS 'The log''s name, fixed at the first checkpoint.';
COMMENT ON COLUMN log_head.size IS 'Number of entries.';
COMMENT ON COLUMN log_head.root IS 'RFC 6962 root of that many entries.';
COMMENT ON COLUMN log_head.checkpoint IS 'Signed note (C2SP tlog-checkpoint).';
COMMENT ON COLUMN log_head.signed_at IS 'UTC.';

CREATE TABLE log_openings (
    leaf_hash  bytea PRIMARY KEY,
    salt       bytea NOT NULL,
    content    text  NOT NULL,
    CONSTRAINT log_openings_salt_is_32_bytes CHECK (octet_length(salt) = 32)
);
COMMENT ON TABLE log_openings IS 'What a committed entry said. Deleting a row erases the content for good; the log stays valid.';
COMMENT ON COLUMN log_openings.leaf_hash IS 'Of which entry.';
COMMENT ON COLUMN log_openings.salt IS 'Fresh random bytes of this entry alone.';
COMMENT ON COLUMN log_openings.content IS 'Canonical JSON.';

CREATE FUNCTION log_entries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'log entries are never changed';
END $$;
CREATE TRIGGER log_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entries
    FOR EACH STATEMENT EXECUTE FUNCTION log_entries_stay();

-- AuditLog: an act writes one row for its event. The opening waits beside its entry and moves with it.
ALTER TABLE log_outbox
    ADD COLUMN salt bytea,
    ADD COLUMN content text,
    ADD CONSTRAINT log_outbox_salt_is_32_bytes CHECK (octet_length(salt) = 32),
    ADD CONSTRAINT log_outbox_opening_is_whole CHECK ((salt IS NULL) = (content IS NULL));
COMMENT ON COLUMN log_outbox.salt IS 'Of a committed entry: goes to log_openings once the entry is in the tree.';
COMMENT ON COLUMN log_outbox.content IS 'Of a committed entry: what it says, canonical JSON.';

CREATE FUNCTION erase_waiting(leaves bytea[]) RETURNS SETOF bytea
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE log_outbox SET salt = NULL, content = NULL
    WHERE content IS NOT NULL AND sha256('\x00'::bytea || entry) = ANY(leaves)
    RETURNING sha256('\x00'::bytea || entry)
$$;
COMMENT ON FUNCTION erase_waiting IS 'Erases the openings of these leaf hashes that wait in the outbox; which had one. serve may neither read nor change the outbox otherwise.';

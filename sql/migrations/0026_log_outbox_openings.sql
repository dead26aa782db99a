-- AuditLog: an act writes one row for its event. The opening waits beside its entry and moves with it.
-- One column and one check: each costs every act some microseconds.
ALTER TABLE log_outbox
    ADD COLUMN opening bytea,
    DROP CONSTRAINT log_outbox_entry_fits,
    ADD CONSTRAINT log_outbox_entry_fits CHECK (octet_length(entry) BETWEEN 1 AND 65535 AND octet_length(opening) > 32);
COMMENT ON COLUMN log_outbox.opening IS 'Of a committed entry: 32 bytes of salt, then what it says, canonical JSON. Goes to log_openings once the entry is in the tree.';

CREATE FUNCTION erase_waiting(leaves bytea[]) RETURNS SETOF bytea
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE log_outbox SET opening = NULL
    WHERE opening IS NOT NULL AND sha256('\x00'::bytea || entry) = ANY(leaves)
    RETURNING sha256('\x00'::bytea || entry)
$$;
COMMENT ON FUNCTION erase_waiting IS 'Erases the openings of these leaf hashes that wait in the outbox; which had one. serve may neither read nor change the outbox otherwise.';

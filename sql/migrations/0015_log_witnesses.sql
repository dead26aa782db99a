-- AuditLog: who watches the log, and what was found wrong in it. See docs/protocol.md.
CREATE TABLE log_witnesses (
    name         text PRIMARY KEY,
    size         bigint NOT NULL DEFAULT 0,
    cosignature  text,
    seen_at      timestamptz,
    problem      text,
    problem_at   timestamptz,
    CONSTRAINT log_witnesses_size_is_not_negative CHECK (size >= 0),
    CONSTRAINT log_witnesses_problem_has_a_time CHECK ((problem IS NULL) = (problem_at IS NULL))
);
COMMENT ON TABLE log_witnesses IS 'What each witness of the policy file said last. One that left the policy counts no more.';
COMMENT ON COLUMN log_witnesses.name IS 'As the policy file calls it.';
COMMENT ON COLUMN log_witnesses.size IS 'The size of the tree it saw last, by its own word.';
COMMENT ON COLUMN log_witnesses.cosignature IS 'Its newest cosignature, of the checkpoint of that size: one line of a signed note.';
COMMENT ON COLUMN log_witnesses.seen_at IS 'When it cosigned last.';
COMMENT ON COLUMN log_witnesses.problem IS 'What was wrong with its last answer, a key of the phrases; NULL if nothing was.';
COMMENT ON COLUMN log_witnesses.problem_at IS 'Since when.';

CREATE TABLE log_cosigned (
    only_row      boolean PRIMARY KEY DEFAULT true,
    size          bigint NOT NULL DEFAULT 0,
    checkpoint    text,
    cosigned_at   timestamptz,
    asking_until  timestamptz NOT NULL DEFAULT '-infinity',
    CONSTRAINT log_cosigned_is_one_row CHECK (only_row),
    CONSTRAINT log_cosigned_checkpoint_has_a_time CHECK ((checkpoint IS NULL) = (cosigned_at IS NULL))
);
INSERT INTO log_cosigned DEFAULT VALUES;
COMMENT ON TABLE log_cosigned IS 'The newest checkpoint that the quorum of witnesses confirmed, with their cosignatures.';
COMMENT ON COLUMN log_cosigned.only_row IS 'Keeps the table to one row.';
COMMENT ON COLUMN log_cosigned.size IS 'Number of entries of that checkpoint.';
COMMENT ON COLUMN log_cosigned.checkpoint IS 'Signed note with the cosignatures; NULL before the first quorum.';
COMMENT ON COLUMN log_cosigned.cosigned_at IS 'When the last cosignature was added.';
COMMENT ON COLUMN log_cosigned.asking_until IS 'Until then one server asks the witnesses and no other does.';

CREATE TABLE log_damage (
    tile      bigint PRIMARY KEY,
    place     text NOT NULL,
    found_at  timestamptz NOT NULL
);
COMMENT ON TABLE log_damage IS 'Where what is stored does not hash to what was signed. Nothing is signed while there is a row.';
COMMENT ON COLUMN log_damage.tile IS 'In which tile of level 0, or at whose end in one above.';
COMMENT ON COLUMN log_damage.place IS 'What exactly, in the operator''s words.';
COMMENT ON COLUMN log_damage.found_at IS 'When the scrub found it first.';

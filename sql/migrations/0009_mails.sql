-- Notices: what is told to whom.
CREATE TABLE mails (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    recipient   text        NOT NULL,
    subject     text        NOT NULL,
    body        text        NOT NULL,
    written_at  timestamptz NOT NULL,
    attempts    bigint      NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,
    CONSTRAINT mails_subject_is_one_line CHECK (subject !~ '[\r\n]' AND length(subject) BETWEEN 1 AND 200),
    CONSTRAINT mails_recipient_is_one_line CHECK (recipient !~ '[\r\n<>,]')
);
CREATE INDEX mails_by_due_time ON mails (due_at);
COMMENT ON TABLE mails IS 'Mail that waits to be sent; deleted once the server took it.';
COMMENT ON COLUMN mails.id IS 'Also its Message-ID.';
COMMENT ON COLUMN mails.recipient IS 'Address.';
COMMENT ON COLUMN mails.subject IS 'One line.';
COMMENT ON COLUMN mails.body IS 'Plain text.';
COMMENT ON COLUMN mails.written_at IS 'UTC.';
COMMENT ON COLUMN mails.attempts IS 'How often sending failed.';
COMMENT ON COLUMN mails.due_at IS 'UTC; not sent before.';

CREATE TABLE inbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id   uuid NOT NULL REFERENCES persons ON DELETE CASCADE,
    subject     text NOT NULL,
    body        text NOT NULL,
    written_on  date NOT NULL,
    CONSTRAINT inbox_subject_is_short CHECK (length(subject) BETWEEN 1 AND 200)
);
CREATE INDEX inbox_by_person ON inbox (person_id, id DESC);
COMMENT ON TABLE inbox IS 'What a person was told, readable when signed in.';
COMMENT ON COLUMN inbox.id IS 'Names it.';
COMMENT ON COLUMN inbox.person_id IS 'To whom.';
COMMENT ON COLUMN inbox.subject IS 'One line.';
COMMENT ON COLUMN inbox.body IS 'Plain text.';
COMMENT ON COLUMN inbox.written_on IS 'UTC day.';

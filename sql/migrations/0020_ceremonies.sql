-- Ballots: who keeps the key of an encrypted election, and how it is made. See docs/ceremony.md, "Through the election's pages".
CREATE TABLE ceremonies (
    election_id    bigint PRIMARY KEY REFERENCES elections ON DELETE CASCADE,
    uuid           text   NOT NULL,
    administrator  text   NOT NULL,
    threshold      bigint NOT NULL,
    key_round      bigint NOT NULL DEFAULT 1,
    roll_round     bigint NOT NULL DEFAULT 1,
    CONSTRAINT ceremonies_uuid_is_unique UNIQUE (uuid),
    CONSTRAINT ceremonies_uuid_is_plausible CHECK (uuid ~ '^[1-9A-HJ-NP-Za-km-z]{14,}$'),
    CONSTRAINT ceremonies_administrator_is_short CHECK (length(administrator) BETWEEN 1 AND 200),
    CONSTRAINT ceremonies_need_two_or_more CHECK (threshold BETWEEN 2 AND 7),
    CONSTRAINT ceremonies_count_their_rounds CHECK (key_round BETWEEN 1 AND 100 AND roll_round BETWEEN 1 AND 100)
);
COMMENT ON TABLE ceremonies IS 'The preparation of an encrypted election: its identifier and how many trustees must decrypt together.';
COMMENT ON COLUMN ceremonies.election_id IS 'Of which election.';
COMMENT ON COLUMN ceremonies.uuid IS 'What the archive will call the election; drawn when the trustees are named.';
COMMENT ON COLUMN ceremonies.administrator IS 'Who holds the election, as the archive will name it.';
COMMENT ON COLUMN ceremonies.threshold IS 'How many trustees can decrypt together.';
COMMENT ON COLUMN ceremonies.key_round IS 'Which attempt at the key is under way: files of earlier rounds stay and do not count.';
COMMENT ON COLUMN ceremonies.roll_round IS 'Which attempt at the list of credentials is under way.';

CREATE TABLE ceremony_members (
    election_id  bigint  NOT NULL REFERENCES ceremonies ON DELETE CASCADE,
    number       bigint  NOT NULL,
    name         text    NOT NULL,
    email        text,
    mixes        boolean NOT NULL DEFAULT false,
    token_hash   bytea,
    reminded_at  timestamptz,
    PRIMARY KEY (election_id, number),
    CONSTRAINT ceremony_members_number_is_small CHECK (number BETWEEN 0 AND 7),
    CONSTRAINT ceremony_members_name_is_short CHECK (length(name) BETWEEN 1 AND 80),
    CONSTRAINT ceremony_members_names_differ UNIQUE (election_id, name),
    CONSTRAINT ceremony_members_email_is_plausible CHECK (email ~ '^[^@\s]+@[^@\s]+$' AND length(email) <= 254),
    CONSTRAINT ceremony_members_registrar_mixes_nothing CHECK (number > 0 OR NOT mixes),
    CONSTRAINT ceremony_members_token_is_a_hash CHECK (octet_length(token_hash) = 32)
);
CREATE UNIQUE INDEX ceremony_members_by_token ON ceremony_members (token_hash);
COMMENT ON TABLE ceremony_members IS 'The trustees and the registrar of an encrypted election. They need no account: whoever has the link acts.';
COMMENT ON COLUMN ceremony_members.election_id IS 'Of which election.';
COMMENT ON COLUMN ceremony_members.number IS 'The trustee''s number from 1; 0 is the registrar.';
COMMENT ON COLUMN ceremony_members.name IS 'As the archive will name them.';
COMMENT ON COLUMN ceremony_members.email IS 'For the link and reminders; NULL where the link goes another way.';
COMMENT ON COLUMN ceremony_members.mixes IS 'Whether this trustee shuffles the ballots before they are decrypted.';
COMMENT ON COLUMN ceremony_members.token_hash IS 'SHA-256 of the word in the link; NULL until there is one. A new link replaces it.';
COMMENT ON COLUMN ceremony_members.reminded_at IS 'UTC; the last reminder.';

CREATE TABLE ceremony_files (
    election_id   bigint      NOT NULL,
    number        bigint      NOT NULL,
    step          text        NOT NULL,
    round         bigint      NOT NULL,
    bytes         bytea       NOT NULL,
    handed_in_at  timestamptz NOT NULL,
    PRIMARY KEY (election_id, number, step, round),
    CONSTRAINT ceremony_files_of_a_member FOREIGN KEY (election_id, number) REFERENCES ceremony_members ON DELETE CASCADE,
    CONSTRAINT ceremony_files_step_is_known CHECK (
        number > 0 AND step IN ('certificate', 'promise', 'contribution', 'key', 'shuffle', 'decryption')
        OR number = 0 AND step IN ('registrar', 'credentials', 'statement')),
    CONSTRAINT ceremony_files_are_of_some_size CHECK (octet_length(bytes) BETWEEN 2 AND 33554432)
);
COMMENT ON TABLE ceremony_files IS 'What trustees and registrar have handed in, checked. Only added to; nothing in it is secret or unsealed.';
COMMENT ON COLUMN ceremony_files.election_id IS 'Of which election.';
COMMENT ON COLUMN ceremony_files.number IS 'Whose file; 0 is the registrar.';
COMMENT ON COLUMN ceremony_files.step IS 'Which file.';
COMMENT ON COLUMN ceremony_files.round IS 'In which attempt.';
COMMENT ON COLUMN ceremony_files.bytes IS 'As others download it.';
COMMENT ON COLUMN ceremony_files.handed_in_at IS 'UTC.';

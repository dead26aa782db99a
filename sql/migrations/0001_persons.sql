-- Identity: who is who.
CREATE TABLE persons (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name         text NOT NULL,
    language     text NOT NULL DEFAULT 'de',
    created_on   date NOT NULL,
    origin       text NOT NULL DEFAULT 'web',
    erased_on    date,
    CONSTRAINT persons_name_is_short CHECK (length(name) BETWEEN 1 AND 80),
    CONSTRAINT persons_language_is_known CHECK (language IN ('de', 'en', 'de-simple')),
    CONSTRAINT persons_origin_is_known CHECK (origin IN ('web', 'paper', 'desk', 'event', 'import', 'demo'))
);
COMMENT ON TABLE persons IS 'A human the city knows, perhaps only on paper. Random ids, so that no order tells who came first.';
COMMENT ON COLUMN persons.id IS 'Random; never shown.';
COMMENT ON COLUMN persons.name IS 'The name shown beside what the person writes, chosen by the person.';
COMMENT ON COLUMN persons.language IS 'Decides mail, letters and receipts.';
COMMENT ON COLUMN persons.created_on IS 'UTC day; no finer time is kept of a person.';
COMMENT ON COLUMN persons.origin IS 'How the city came to know the person.';
COMMENT ON COLUMN persons.erased_on IS 'UTC day on which the person''s data were erased; the name is then a placeholder.';

CREATE TABLE accounts (
    person_id      uuid PRIMARY KEY REFERENCES persons,
    email          text NOT NULL,
    password_hash  text NOT NULL,
    confirmed_on   date,
    CONSTRAINT accounts_email_is_plausible CHECK (email ~ '^[^@\s]+@[^@\s]+$' AND length(email) <= 254),
    CONSTRAINT accounts_email_is_lower_case CHECK (email = lower(email))
);
CREATE UNIQUE INDEX accounts_one_per_email ON accounts (email);
COMMENT ON TABLE accounts IS 'The login of a person. It counts only once its address is confirmed.';
COMMENT ON COLUMN accounts.person_id IS 'Whose login it is.';
COMMENT ON COLUMN accounts.email IS 'Lower case.';
COMMENT ON COLUMN accounts.password_hash IS 'Argon2id as a PHC string, parameters included.';
COMMENT ON COLUMN accounts.confirmed_on IS 'UTC day on which the code from the mail was entered; NULL before.';

CREATE TABLE account_codes (
    account_id  uuid        NOT NULL REFERENCES accounts ON DELETE CASCADE,
    purpose     text        NOT NULL,
    code_hash   bytea       NOT NULL,
    expires_at  timestamptz NOT NULL,
    attempts    bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, purpose),
    CONSTRAINT account_codes_purpose_is_known CHECK (purpose IN ('confirm', 'reset')),
    CONSTRAINT account_codes_attempts_are_few CHECK (attempts <= 5)
);
COMMENT ON TABLE account_codes IS 'The six-digit codes sent by mail; one per purpose, the newest counts.';
COMMENT ON COLUMN account_codes.account_id IS 'The account the code was sent for.';
COMMENT ON COLUMN account_codes.purpose IS 'confirm: the address is theirs. reset: a new password may be set.';
COMMENT ON COLUMN account_codes.code_hash IS 'Keyed hash of the code; see Secrets.';
COMMENT ON COLUMN account_codes.expires_at IS 'UTC; 30 minutes after it was sent.';
COMMENT ON COLUMN account_codes.attempts IS 'Wrong entries so far; after five the code is dead.';

CREATE TABLE sessions (
    token_hash    bytea PRIMARY KEY,
    person_id     uuid  NOT NULL REFERENCES persons ON DELETE CASCADE,
    opened_on     date  NOT NULL,
    last_seen_on  date  NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);
COMMENT ON TABLE sessions IS 'Who is signed in. Dates only: a finer time could join a person to a ballot.';
COMMENT ON COLUMN sessions.token_hash IS 'SHA-256 of the cookie''s token.';
COMMENT ON COLUMN sessions.person_id IS 'Who is signed in.';
COMMENT ON COLUMN sessions.opened_on IS 'UTC day of signing in.';
COMMENT ON COLUMN sessions.last_seen_on IS 'UTC day of the last request; 30 days later the session ends.';

CREATE TABLE roles (
    person_id  uuid NOT NULL REFERENCES persons ON DELETE CASCADE,
    role       text NOT NULL,
    given_on   date NOT NULL,
    given_by   uuid REFERENCES persons,
    PRIMARY KEY (person_id, role),
    CONSTRAINT roles_are_known CHECK (role IN ('administration', 'moderation'))
);
CREATE INDEX roles_by_giver ON roles (given_by);
COMMENT ON TABLE roles IS 'Offices that persons hold. Given and taken roles are in the log, by office, without the person.';
COMMENT ON COLUMN roles.person_id IS 'Who holds it.';
COMMENT ON COLUMN roles.role IS 'The office.';
COMMENT ON COLUMN roles.given_on IS 'UTC day.';
COMMENT ON COLUMN roles.given_by IS 'Who gave it; NULL for the first administrator.';

CREATE TABLE invitations (
    token_hash  bytea PRIMARY KEY,
    role        text        NOT NULL,
    expires_at  timestamptz NOT NULL,
    CONSTRAINT invitations_role_is_known CHECK (role IN ('administration', 'moderation'))
);
COMMENT ON TABLE invitations IS 'One-time links to an office; the first administrator comes in through one.';
COMMENT ON COLUMN invitations.token_hash IS 'SHA-256 of the token in the link.';
COMMENT ON COLUMN invitations.role IS 'The office it gives.';
COMMENT ON COLUMN invitations.expires_at IS 'UTC.';

CREATE TABLE attestations (
    person_id   uuid NOT NULL REFERENCES persons ON DELETE CASCADE,
    kind        text NOT NULL,
    given_on    date NOT NULL,
    given_by    uuid REFERENCES persons,
    expires_on  date NOT NULL,
    PRIMARY KEY (person_id, kind),
    CONSTRAINT attestations_kind_is_known CHECK (kind IN ('resident'))
);
CREATE INDEX attestations_by_giver ON attestations (given_by);
COMMENT ON TABLE attestations IS 'Facts about a person that somebody in office verified, until a date.';
COMMENT ON COLUMN attestations.person_id IS 'About whom.';
COMMENT ON COLUMN attestations.kind IS 'resident: lives in the city.';
COMMENT ON COLUMN attestations.given_on IS 'UTC day.';
COMMENT ON COLUMN attestations.given_by IS 'Who verified it; NULL for the demo.';
COMMENT ON COLUMN attestations.expires_on IS 'Last UTC day it holds.';

CREATE TABLE consents (
    person_id   uuid   NOT NULL REFERENCES persons ON DELETE CASCADE,
    version     bigint NOT NULL,
    given_on    date   NOT NULL,
    PRIMARY KEY (person_id, version)
);
COMMENT ON TABLE consents IS 'Explicit consent to the processing of political opinions (Art. 9 GDPR), per version of its text.';
COMMENT ON COLUMN consents.person_id IS 'Who consented.';
COMMENT ON COLUMN consents.version IS 'Which text was shown.';
COMMENT ON COLUMN consents.given_on IS 'UTC day.';

-- Moderation: guarding the talk, and answering for it.
CREATE TABLE cases (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind       text        NOT NULL,
    subject    bigint      NOT NULL,
    opened_at  timestamptz NOT NULL,
    state      text        NOT NULL DEFAULT 'open',
    CONSTRAINT cases_kind_is_known CHECK (kind IN ('proposal', 'comment')),
    CONSTRAINT cases_state_is_known CHECK (state IN ('open', 'kept', 'hidden'))
);
CREATE UNIQUE INDEX cases_one_open_per_subject ON cases (kind, subject) WHERE state = 'open';
CREATE INDEX cases_oldest_first ON cases (opened_at, id) WHERE state = 'open';
COMMENT ON TABLE cases IS 'One question to moderation: may this stay? Reports on the same thing join its open case.';
COMMENT ON COLUMN cases.id IS 'The number in its address.';
COMMENT ON COLUMN cases.kind IS 'What was reported.';
COMMENT ON COLUMN cases.subject IS 'Number of the proposal or comment.';
COMMENT ON COLUMN cases.opened_at IS 'UTC, when the first report came.';
COMMENT ON COLUMN cases.state IS 'open until decided.';

CREATE TABLE reports (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once         uuid        NOT NULL UNIQUE,
    case_id      bigint      NOT NULL REFERENCES cases,
    reporter_id  uuid        REFERENCES persons,
    rule         text        NOT NULL,
    words        text        NOT NULL,
    written_at   timestamptz NOT NULL,
    CONSTRAINT reports_rule_is_known CHECK (rule IN
        ('insult', 'threat', 'private-data', 'advertising', 'off-topic', 'unlawful', 'duplicate')),
    CONSTRAINT reports_words_are_short CHECK (length(words) <= 2000),
    CONSTRAINT reports_once_per_person UNIQUE (case_id, reporter_id)
);
CREATE INDEX reports_by_case ON reports (case_id, id);
CREATE INDEX reports_by_reporter ON reports (reporter_id);
COMMENT ON TABLE reports IS 'Somebody thinks that a text breaks a rule.';
COMMENT ON COLUMN reports.id IS 'Names it.';
COMMENT ON COLUMN reports.once IS 'Drawn when the form was shown.';
COMMENT ON COLUMN reports.case_id IS 'Which case it joined.';
COMMENT ON COLUMN reports.reporter_id IS 'Who; NULL without an account.';
COMMENT ON COLUMN reports.rule IS 'Which rule it names, such as insult.';
COMMENT ON COLUMN reports.words IS 'What the person says about it.';
COMMENT ON COLUMN reports.written_at IS 'UTC.';

CREATE TABLE decisions (
    case_id     bigint PRIMARY KEY REFERENCES cases,
    verdict     text        NOT NULL,
    rule        text,
    reason      text        NOT NULL,
    decided_by  uuid        NOT NULL REFERENCES persons,
    decided_at  timestamptz NOT NULL,
    leaf        bytea       NOT NULL,
    CONSTRAINT decisions_verdict_is_known CHECK (verdict IN ('keep', 'hide')),
    CONSTRAINT decisions_rule_is_known CHECK (rule IN
        ('insult', 'threat', 'private-data', 'advertising', 'off-topic', 'unlawful', 'duplicate')),
    CONSTRAINT decisions_to_hide_name_a_rule CHECK (verdict = 'keep' OR rule IS NOT NULL),
    CONSTRAINT decisions_give_a_reason CHECK (length(reason) BETWEEN 1 AND 2000)
);
CREATE INDEX decisions_newest_first ON decisions (decided_at DESC, case_id DESC);
CREATE INDEX decisions_by_moderator ON decisions (decided_by);
COMMENT ON TABLE decisions IS 'How a case ended, with the statement of reasons its author reads.';
COMMENT ON COLUMN decisions.case_id IS 'Which case; one decision each.';
COMMENT ON COLUMN decisions.verdict IS 'keep or hide.';
COMMENT ON COLUMN decisions.rule IS 'The rule it rests on.';
COMMENT ON COLUMN decisions.reason IS 'Written to the author; never contains the hidden text by rule of the house.';
COMMENT ON COLUMN decisions.decided_by IS 'Who decided; the public record shows the office only.';
COMMENT ON COLUMN decisions.decided_at IS 'UTC.';
COMMENT ON COLUMN decisions.leaf IS 'Leaf hash of its event in the log.';

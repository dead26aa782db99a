-- Moderation: somebody disagrees with a decision, and somebody else decides again.
CREATE TABLE complaints (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once         uuid        NOT NULL UNIQUE,
    case_id      bigint      NOT NULL REFERENCES decisions,
    person_id    uuid        REFERENCES persons,
    words        text        NOT NULL,
    filed_at     timestamptz NOT NULL,
    against      uuid        NOT NULL REFERENCES persons,
    leaf         bytea,
    outcome      text,
    verdict      text,
    rule         text,
    reason       text,
    decided_by   uuid        REFERENCES persons,
    decided_at   timestamptz,
    decided_leaf bytea,
    CONSTRAINT complaints_once_per_person UNIQUE (case_id, person_id),
    CONSTRAINT complaints_say_why CHECK (words <> '' OR person_id IS NULL),
    CONSTRAINT complaints_words_are_short CHECK (length(words) <= 2000),
    CONSTRAINT complaints_outcome_is_known CHECK (outcome IN ('upheld', 'reversed')),
    CONSTRAINT complaints_verdict_is_known CHECK (verdict IN ('keep', 'hide')),
    CONSTRAINT complaints_to_hide_name_a_rule CHECK (verdict = 'keep' OR rule IS NOT NULL),
    CONSTRAINT complaints_rule_is_known CHECK (rule IN
        ('insult', 'threat', 'private-data', 'advertising', 'off-topic', 'unlawful', 'duplicate')),
    CONSTRAINT complaints_are_decided_whole CHECK (
        num_nulls(outcome, verdict, reason, decided_by, decided_at, decided_leaf) IN (0, 6)),
    CONSTRAINT complaints_give_a_reason CHECK (length(reason) BETWEEN 1 AND 2000),
    CONSTRAINT complaints_are_decided_by_others CHECK (decided_by <> against AND decided_by <> person_id)
);
CREATE INDEX complaints_oldest_first ON complaints (filed_at, id) WHERE outcome IS NULL AND person_id IS NOT NULL;
CREATE INDEX complaints_by_person ON complaints (person_id);
CREATE INDEX complaints_by_opponent ON complaints (against);
CREATE INDEX complaints_by_moderator ON complaints (decided_by);
COMMENT ON TABLE complaints IS 'Somebody whom a decision concerns disagrees with it. All open ones of a case are decided together.';
COMMENT ON COLUMN complaints.id IS 'In the order of filing.';
COMMENT ON COLUMN complaints.once IS 'Drawn when the form was shown: a second click makes no second complaint.';
COMMENT ON COLUMN complaints.case_id IS 'Which decided case.';
COMMENT ON COLUMN complaints.person_id IS 'Who disagrees: the author of what is hidden, or who reported what stays. NULL once erased.';
COMMENT ON COLUMN complaints.words IS 'Why; for moderation only. Empty once erased.';
COMMENT ON COLUMN complaints.filed_at IS 'UTC.';
COMMENT ON COLUMN complaints.against IS 'Who made the decision that holds; somebody else decides about the complaint.';
COMMENT ON COLUMN complaints.leaf IS 'Leaf hash of its event in the log.';
COMMENT ON COLUMN complaints.outcome IS 'upheld: the decision stays; reversed: it is turned round; NULL: open.';
COMMENT ON COLUMN complaints.verdict IS 'What holds from then on: keep or hide.';
COMMENT ON COLUMN complaints.rule IS 'The rule it rests on where the text is hidden.';
COMMENT ON COLUMN complaints.reason IS 'Written to whoever complained; public, and never contains the text by rule of the house.';
COMMENT ON COLUMN complaints.decided_by IS 'Who decided; the public record shows the office only.';
COMMENT ON COLUMN complaints.decided_at IS 'UTC.';
COMMENT ON COLUMN complaints.decided_leaf IS 'Leaf hash of the decision''s event in the log.';

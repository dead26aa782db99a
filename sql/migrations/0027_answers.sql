-- Proposals: what the city says to a proposal.
CREATE TABLE answers (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once         uuid   NOT NULL UNIQUE,
    proposal_id  bigint NOT NULL REFERENCES proposals,
    stance       text   NOT NULL,
    office       text   NOT NULL,
    body         text   NOT NULL,
    answered_at  timestamptz NOT NULL,
    leaf         bytea,
    CONSTRAINT answers_stance_is_known CHECK (stance IN ('accepted', 'partly', 'examined', 'declined')),
    CONSTRAINT answers_office_is_short CHECK (length(office) BETWEEN 1 AND 120),
    CONSTRAINT answers_body_is_short CHECK (length(body) BETWEEN 1 AND 8000)
);
CREATE INDEX answers_by_proposal ON answers (proposal_id, id);
COMMENT ON TABLE answers IS 'Official answers. They are never changed: a later one stands below the earlier.';
COMMENT ON COLUMN answers.id IS 'In the order of answering.';
COMMENT ON COLUMN answers.once IS 'Drawn when the form was shown: a second click makes no second answer.';
COMMENT ON COLUMN answers.proposal_id IS 'To which proposal.';
COMMENT ON COLUMN answers.stance IS 'accepted, partly accepted, still examined, or declined.';
COMMENT ON COLUMN answers.office IS 'Who speaks for the city; no person''s name is asked for.';
COMMENT ON COLUMN answers.body IS 'Markdown.';
COMMENT ON COLUMN answers.answered_at IS 'UTC.';
COMMENT ON COLUMN answers.leaf IS 'Leaf hash of its event in the log.';

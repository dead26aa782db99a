-- Proposals: other words for some lines of a proposal.
CREATE TABLE amendments (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once         uuid   NOT NULL UNIQUE,
    proposal_id  bigint NOT NULL REFERENCES proposals,
    author_id    uuid   NOT NULL REFERENCES persons,
    version      bigint NOT NULL,
    first_line   bigint NOT NULL,
    last_line    bigint NOT NULL,
    text         text   NOT NULL,
    reason       text   NOT NULL,
    state        text   NOT NULL DEFAULT 'open',
    answer       text   NOT NULL DEFAULT '',
    proposed_at  timestamptz NOT NULL,
    ended_at     timestamptz,
    hidden_at    timestamptz,
    leaf         bytea,
    worded_leaf  bytea,
    CONSTRAINT amendments_are_about_a_version FOREIGN KEY (proposal_id, version) REFERENCES proposal_versions,
    CONSTRAINT amendments_name_lines CHECK (1 <= first_line AND first_line <= last_line),
    CONSTRAINT amendments_text_is_short CHECK (length(text) <= 8000),
    CONSTRAINT amendments_reason_is_short CHECK (length(reason) <= 2000),
    CONSTRAINT amendments_answer_is_short CHECK (length(answer) <= 2000),
    CONSTRAINT amendments_state_is_known CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
    CONSTRAINT amendments_declined_say_why CHECK (state <> 'declined' OR answer <> ''),
    CONSTRAINT amendments_end_once CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX amendments_by_proposal ON amendments (proposal_id, id DESC);
CREATE INDEX amendments_by_version ON amendments (proposal_id, version);
CREATE INDEX amendments_by_author ON amendments (author_id);
COMMENT ON TABLE amendments IS 'Somebody proposes other words for lines of a proposal; its author takes them over or says why not.';
COMMENT ON COLUMN amendments.id IS 'The number in its address.';
COMMENT ON COLUMN amendments.once IS 'Drawn when the form was shown: a second click makes no second amendment.';
COMMENT ON COLUMN amendments.proposal_id IS 'Of which proposal.';
COMMENT ON COLUMN amendments.author_id IS 'Who proposes it.';
COMMENT ON COLUMN amendments.version IS 'The version whose lines are meant.';
COMMENT ON COLUMN amendments.first_line IS 'From 1.';
COMMENT ON COLUMN amendments.last_line IS 'The last line that changes.';
COMMENT ON COLUMN amendments.text IS 'What shall stand there; empty: the lines go.';
COMMENT ON COLUMN amendments.reason IS 'Why; Markdown.';
COMMENT ON COLUMN amendments.state IS 'open until the proposal''s author decides or its own author takes it back.';
COMMENT ON COLUMN amendments.answer IS 'What the proposal''s author says to it.';
COMMENT ON COLUMN amendments.proposed_at IS 'UTC.';
COMMENT ON COLUMN amendments.ended_at IS 'UTC, when it was decided or taken back.';
COMMENT ON COLUMN amendments.hidden_at IS 'Since when moderation hides it; NULL if visible. Written by hiding alone.';
COMMENT ON COLUMN amendments.leaf IS 'Leaf hash of its newest event in the log.';
COMMENT ON COLUMN amendments.worded_leaf IS 'Leaf hash of the event that commits to its words.';

ALTER TABLE proposal_versions ADD COLUMN leaf bytea;
COMMENT ON COLUMN proposal_versions.leaf IS 'Leaf hash of the change that made it; NULL for the first, whose event the proposal names.';

-- What people vote on stays: no new version once an election on it is open. Erasing its words makes none.
CREATE FUNCTION voted_on_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM options o JOIN elections e ON e.id = o.election_id
               WHERE o.proposal_id = NEW.id AND e.state <> 'draft') THEN
        RAISE EXCEPTION 'proposal % is voted on', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proposals_voted_on_stay';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposals_voted_on_stay BEFORE UPDATE OF version ON proposals
    FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION voted_on_stays();

-- An opening waits for a version that is being made, and the next one sees that it is open.
CREATE FUNCTION voted_on_is_held() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM proposals WHERE id IN (SELECT proposal_id FROM options WHERE election_id = NEW.id)
        ORDER BY id FOR SHARE;
    RETURN NULL;
END $$;
CREATE TRIGGER elections_hold_what_is_voted_on AFTER UPDATE OF state ON elections
    FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state <> 'draft') EXECUTE FUNCTION voted_on_is_held();

ALTER TABLE cases DROP CONSTRAINT cases_kind_is_known;
ALTER TABLE cases ADD CONSTRAINT cases_kind_is_known CHECK (kind IN ('proposal', 'comment', 'amendment'));

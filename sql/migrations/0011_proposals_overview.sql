-- Proposals: what lists show of a proposal is kept with it, so that a list reads one row for each and nothing else.
ALTER TABLE proposals
    ADD COLUMN initiator_names text[] NOT NULL DEFAULT '{}',
    ADD COLUMN comments        bigint NOT NULL DEFAULT 0,
    ADD COLUMN threshold       bigint NOT NULL DEFAULT 0,
    ADD COLUMN district_name   text,
    ADD CONSTRAINT proposals_comments_are_not_negative CHECK (comments >= 0);
COMMENT ON COLUMN proposals.initiator_names IS 'The first three initiators, as lists name them; kept by the trigger on initiators.';
COMMENT ON COLUMN proposals.comments IS 'How many comments anybody can read; kept by the trigger on comments.';
COMMENT ON COLUMN proposals.threshold IS 'That of its process; kept by the triggers on proposals and processes.';
COMMENT ON COLUMN proposals.district_name IS 'That of its district; kept by the triggers on proposals and districts.';

UPDATE proposals p SET
    initiator_names = ARRAY(SELECT i.name FROM initiators i WHERE i.proposal_id = p.id ORDER BY i.position LIMIT 3),
    comments = (SELECT count(*) FROM comments m
                WHERE m.proposal_id = p.id AND m.hidden_at IS NULL AND m.withdrawn_at IS NULL),
    threshold = (SELECT c.threshold FROM processes c WHERE c.id = p.process_id),
    district_name = (SELECT d.name FROM districts d WHERE d.id = p.district_id);

CREATE FUNCTION initiators_are_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE proposals p SET initiator_names =
        ARRAY(SELECT i.name FROM initiators i WHERE i.proposal_id = p.id ORDER BY i.position LIMIT 3)
    WHERE p.id IN (OLD.proposal_id, NEW.proposal_id);
    RETURN NULL;
END $$;
CREATE TRIGGER initiators_are_named AFTER INSERT OR UPDATE OR DELETE ON initiators
    FOR EACH ROW EXECUTE FUNCTION initiators_are_named();

-- What is hidden or withdrawn does not count; shown again, it counts again. Once a statement: a row changed ten thousand
-- times in one transaction is found ever more slowly.
CREATE FUNCTION comments_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE proposals p SET comments = p.comments + c.change
        FROM (SELECT proposal_id, count(*) AS change FROM added
              WHERE hidden_at IS NULL AND withdrawn_at IS NULL GROUP BY proposal_id) c
        WHERE p.id = c.proposal_id;
    ELSIF TG_OP = 'DELETE' THEN
        UPDATE proposals p SET comments = p.comments - c.change
        FROM (SELECT proposal_id, count(*) AS change FROM removed
              WHERE hidden_at IS NULL AND withdrawn_at IS NULL GROUP BY proposal_id) c
        WHERE p.id = c.proposal_id;
    ELSE
        UPDATE proposals p SET comments = p.comments + c.change
        FROM (SELECT proposal_id, sum(change) AS change FROM (
                SELECT proposal_id, 1 AS change FROM added WHERE hidden_at IS NULL AND withdrawn_at IS NULL
                UNION ALL
                SELECT proposal_id, -1 FROM removed WHERE hidden_at IS NULL AND withdrawn_at IS NULL) both_sides
              GROUP BY proposal_id HAVING sum(change) <> 0) c
        WHERE p.id = c.proposal_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER comments_are_counted_when_added AFTER INSERT ON comments
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION comments_are_counted();
CREATE TRIGGER comments_are_counted_when_changed AFTER UPDATE ON comments
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION comments_are_counted();
CREATE TRIGGER comments_are_counted_when_removed AFTER DELETE ON comments
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION comments_are_counted();

-- Holds process and district until the proposal is stored: whoever changes them meanwhile waits and then finds it.
-- A number that none has is left to the foreign key.
CREATE FUNCTION proposals_know_their_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT c.threshold INTO NEW.threshold FROM processes c WHERE c.id = NEW.process_id FOR SHARE;
    NEW.threshold := coalesce(NEW.threshold, 0);
    SELECT d.name INTO NEW.district_name FROM districts d WHERE d.id = NEW.district_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE TRIGGER proposals_know_their_place BEFORE INSERT OR UPDATE OF process_id, district_id ON proposals
    FOR EACH ROW EXECUTE FUNCTION proposals_know_their_place();

CREATE FUNCTION processes_tell_their_threshold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE proposals SET threshold = NEW.threshold WHERE process_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER processes_tell_their_threshold AFTER UPDATE OF threshold ON processes
    FOR EACH ROW WHEN (OLD.threshold <> NEW.threshold) EXECUTE FUNCTION processes_tell_their_threshold();

CREATE FUNCTION districts_tell_their_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE proposals SET district_name = NEW.name WHERE district_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER districts_tell_their_name AFTER UPDATE OF name ON districts
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION districts_tell_their_name();

-- Proposals: what people want.
CREATE TABLE proposals (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once          uuid   NOT NULL UNIQUE,
    process_id    bigint NOT NULL REFERENCES processes,
    author_id     uuid   NOT NULL REFERENCES persons,
    state         text   NOT NULL DEFAULT 'draft',
    title         text   NOT NULL,
    district_id   bigint REFERENCES districts,
    reason        text   NOT NULL,
    text          text   NOT NULL,
    synergies     text   NOT NULL DEFAULT '',
    note          text   NOT NULL DEFAULT '',
    version       bigint NOT NULL DEFAULT 1,
    supports      bigint NOT NULL DEFAULT 0,
    changed_at    timestamptz NOT NULL,
    published_at  timestamptz,
    hidden_at     timestamptz,
    leaf          bytea,
    CONSTRAINT proposals_state_is_known CHECK (state IN ('draft', 'published', 'withdrawn')),
    CONSTRAINT proposals_title_is_short CHECK (length(title) BETWEEN 1 AND 120),
    CONSTRAINT proposals_reason_is_short CHECK (length(reason) <= 4000),
    CONSTRAINT proposals_text_is_short CHECK (length(text) BETWEEN 1 AND 20000),
    CONSTRAINT proposals_synergies_are_short CHECK (length(synergies) <= 4000),
    CONSTRAINT proposals_note_is_short CHECK (length(note) <= 4000),
    CONSTRAINT proposals_supports_are_not_negative CHECK (supports >= 0),
    CONSTRAINT proposals_have_a_date_once_published CHECK ((state = 'draft') = (published_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX proposals_by_author ON proposals (author_id, id);
CREATE INDEX proposals_by_process ON proposals (process_id, id DESC) WHERE state <> 'draft' AND hidden_at IS NULL;
CREATE INDEX proposals_newest_first ON proposals (id DESC) WHERE state <> 'draft' AND hidden_at IS NULL;
CREATE INDEX proposals_by_district ON proposals (district_id, id DESC);
COMMENT ON TABLE proposals IS 'Proposals in their newest version; earlier ones are in proposal_versions.';
COMMENT ON COLUMN proposals.id IS 'The number in its address.';
COMMENT ON COLUMN proposals.once IS 'Drawn when the form was shown: a second click makes no second proposal.';
COMMENT ON COLUMN proposals.process_id IS 'Where it was proposed.';
COMMENT ON COLUMN proposals.author_id IS 'Who entered it; the initiators are listed apart.';
COMMENT ON COLUMN proposals.state IS 'draft: only its author sees it. withdrawn: stays readable, marked.';
COMMENT ON COLUMN proposals.title IS 'One sentence.';
COMMENT ON COLUMN proposals.district_id IS 'Where; NULL for the whole city.';
COMMENT ON COLUMN proposals.reason IS 'Why; Markdown.';
COMMENT ON COLUMN proposals.text IS 'What; plain text whose canonical lines are numbered.';
COMMENT ON COLUMN proposals.synergies IS 'Which projects it could dock onto, in free words.';
COMMENT ON COLUMN proposals.note IS 'How it should be treated, in the initiators'' words.';
COMMENT ON COLUMN proposals.version IS 'Counts from 1; a change after publishing adds one.';
COMMENT ON COLUMN proposals.supports IS 'How many support it; kept by the trigger on supports.';
COMMENT ON COLUMN proposals.changed_at IS 'UTC.';
COMMENT ON COLUMN proposals.published_at IS 'UTC; NULL for a draft.';
COMMENT ON COLUMN proposals.hidden_at IS 'Since when moderation hides it; NULL if visible. Written by hiding alone.';
COMMENT ON COLUMN proposals.leaf IS 'Leaf hash of its newest event in the log.';

CREATE TABLE proposal_versions (
    proposal_id  bigint      NOT NULL REFERENCES proposals,
    version      bigint      NOT NULL,
    title        text        NOT NULL,
    text         text        NOT NULL,
    written_at   timestamptz NOT NULL,
    PRIMARY KEY (proposal_id, version)
);
COMMENT ON TABLE proposal_versions IS 'Every published wording.';
COMMENT ON COLUMN proposal_versions.proposal_id IS 'Of which proposal.';
COMMENT ON COLUMN proposal_versions.version IS 'From 1.';
COMMENT ON COLUMN proposal_versions.title IS 'Its title then.';
COMMENT ON COLUMN proposal_versions.text IS 'Its text then.';
COMMENT ON COLUMN proposal_versions.written_at IS 'UTC.';

CREATE TABLE initiators (
    proposal_id  bigint NOT NULL REFERENCES proposals ON DELETE CASCADE,
    position     bigint NOT NULL,
    kind         text   NOT NULL,
    name         text   NOT NULL,
    decided_on   date,
    PRIMARY KEY (proposal_id, position),
    CONSTRAINT initiators_kind_is_known CHECK (kind IN ('person', 'group', 'body')),
    CONSTRAINT initiators_name_is_short CHECK (length(name) BETWEEN 1 AND 120),
    CONSTRAINT initiators_are_few CHECK (position BETWEEN 1 AND 20)
);
COMMENT ON TABLE initiators IS 'Who brings a proposal in: persons, groups and bodies, each with the day it decided so.';
COMMENT ON COLUMN initiators.proposal_id IS 'Which proposal.';
COMMENT ON COLUMN initiators.position IS 'From 1, in the order they are named.';
COMMENT ON COLUMN initiators.kind IS 'person, group (without statutes) or body (a committee, an association).';
COMMENT ON COLUMN initiators.name IS 'As it wants to be named.';
COMMENT ON COLUMN initiators.decided_on IS 'The day a group or body decided; NULL if none is given.';

CREATE TABLE docks (
    proposal_id  bigint NOT NULL REFERENCES proposals ON DELETE CASCADE,
    target_id    bigint NOT NULL REFERENCES proposals,
    reason       text   NOT NULL,
    PRIMARY KEY (proposal_id, target_id),
    CONSTRAINT docks_join_two_proposals CHECK (proposal_id <> target_id),
    CONSTRAINT docks_reason_is_short CHECK (length(reason) BETWEEN 1 AND 300)
);
CREATE INDEX docks_by_target ON docks (target_id);
COMMENT ON TABLE docks IS 'Links from a proposal to others it could dock onto.';
COMMENT ON COLUMN docks.proposal_id IS 'Which proposal docks.';
COMMENT ON COLUMN docks.target_id IS 'Onto which.';
COMMENT ON COLUMN docks.reason IS 'Why, up to 300 characters.';

CREATE TABLE supports (
    proposal_id  bigint NOT NULL REFERENCES proposals,
    person_id    uuid   NOT NULL REFERENCES persons,
    given_on     date   NOT NULL,
    leaf         bytea  NOT NULL,
    CONSTRAINT supports_once_per_person PRIMARY KEY (proposal_id, person_id)
);
CREATE INDEX supports_by_person ON supports (person_id);
COMMENT ON TABLE supports IS 'A person wants this proposal to be treated. Withdrawn supports are deleted; the log then has a second event.';
COMMENT ON COLUMN supports.proposal_id IS 'Which proposal.';
COMMENT ON COLUMN supports.person_id IS 'Who supports it; never shown.';
COMMENT ON COLUMN supports.given_on IS 'UTC day.';
COMMENT ON COLUMN supports.leaf IS 'Leaf hash of its event in the log.';

CREATE FUNCTION supports_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE proposals SET supports = supports + 1 WHERE id = NEW.proposal_id;
    ELSE
        UPDATE proposals SET supports = supports - 1 WHERE id = OLD.proposal_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER supports_are_counted AFTER INSERT OR DELETE ON supports
    FOR EACH ROW EXECUTE FUNCTION supports_are_counted();

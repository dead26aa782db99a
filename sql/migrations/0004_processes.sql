-- Processes: what the city asks, and when.
CREATE TABLE town (
    only_row    boolean PRIMARY KEY DEFAULT true,
    name        text    NOT NULL,
    is_demo     boolean NOT NULL,
    CONSTRAINT town_is_one_row CHECK (only_row),
    CONSTRAINT town_name_is_short CHECK (length(name) BETWEEN 1 AND 80)
);
COMMENT ON TABLE town IS 'The city this installation serves.';
COMMENT ON COLUMN town.only_row IS 'Keeps the table to one row.';
COMMENT ON COLUMN town.name IS 'As in "Mitstimme Duisburg".';
COMMENT ON COLUMN town.is_demo IS 'An invented town. It can never become a real one.';

CREATE TABLE districts (
    id       bigint PRIMARY KEY,
    name     text   NOT NULL,
    parent   bigint REFERENCES districts,
    outline  jsonb,
    credit   text,
    CONSTRAINT districts_name_is_short CHECK (length(name) BETWEEN 1 AND 80)
);
CREATE INDEX districts_by_parent ON districts (parent);
COMMENT ON TABLE districts IS 'Districts and quarters of the city, by official number.';
COMMENT ON COLUMN districts.id IS 'Official number: hundreds are districts, the rest their quarters.';
COMMENT ON COLUMN districts.name IS 'Official name.';
COMMENT ON COLUMN districts.parent IS 'The district a quarter belongs to; NULL for a district.';
COMMENT ON COLUMN districts.outline IS 'Rings of [longitude, latitude] in millionths of a degree; NULL if unknown.';
COMMENT ON COLUMN districts.credit IS 'Who must be named where the outline is shown.';

CREATE TABLE processes (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once          uuid   NOT NULL UNIQUE,
    title         text   NOT NULL,
    summary       text   NOT NULL,
    threshold     bigint NOT NULL DEFAULT 0,
    published_on  date   NOT NULL,
    CONSTRAINT processes_title_is_short CHECK (length(title) BETWEEN 1 AND 120),
    CONSTRAINT processes_summary_is_short CHECK (length(summary) BETWEEN 1 AND 600),
    CONSTRAINT processes_threshold_is_not_negative CHECK (threshold >= 0)
);
COMMENT ON TABLE processes IS 'A participation process, such as a district budget.';
COMMENT ON COLUMN processes.id IS 'The number in its address.';
COMMENT ON COLUMN processes.once IS 'Drawn when the form was shown: a second click makes no second process.';
COMMENT ON COLUMN processes.title IS 'Up to 120 characters.';
COMMENT ON COLUMN processes.summary IS 'What it is about, up to 600 characters.';
COMMENT ON COLUMN processes.threshold IS 'Supports a proposal needs to be answered or voted on; 0 for none.';
COMMENT ON COLUMN processes.published_on IS 'UTC day.';

CREATE TABLE phases (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    process_id  bigint      NOT NULL REFERENCES processes,
    kind        text        NOT NULL DEFAULT 'stage',
    title       text        NOT NULL,
    opens_at    timestamptz NOT NULL,
    closes_at   timestamptz NOT NULL,
    closed_at   timestamptz,
    CONSTRAINT phases_kind_is_known CHECK (kind IN ('stage', 'election')),
    CONSTRAINT phases_title_is_short CHECK (length(title) BETWEEN 1 AND 80),
    CONSTRAINT phases_close_after_they_open CHECK (closes_at > opens_at)
);
CREATE INDEX phases_by_process ON phases (process_id, opens_at);
COMMENT ON TABLE phases IS 'Dated stages of a process. Dates live only here; an election has a phase of its own.';
COMMENT ON COLUMN phases.id IS 'Also the key of its advisory lock.';
COMMENT ON COLUMN phases.process_id IS 'Of which process.';
COMMENT ON COLUMN phases.kind IS 'stage: shown in the process. election: the dates of one election.';
COMMENT ON COLUMN phases.title IS 'Such as "Vorschläge sammeln".';
COMMENT ON COLUMN phases.opens_at IS 'UTC; the first moment it allows something.';
COMMENT ON COLUMN phases.closes_at IS 'UTC; the first moment it allows nothing more.';
COMMENT ON COLUMN phases.closed_at IS 'When it was closed for good, which wins over closes_at.';

CREATE TABLE phase_permissions (
    phase_id     bigint NOT NULL REFERENCES phases,
    permission   text   NOT NULL,
    eligibility  text   NOT NULL,
    PRIMARY KEY (phase_id, permission),
    CONSTRAINT phase_permissions_are_known CHECK (permission IN ('propose', 'support', 'comment', 'vote')),
    CONSTRAINT phase_permissions_eligibility_is_known CHECK (eligibility IN ('account', 'resident'))
);
COMMENT ON TABLE phase_permissions IS 'What a phase allows to whom.';
COMMENT ON COLUMN phase_permissions.phase_id IS 'Which phase.';
COMMENT ON COLUMN phase_permissions.permission IS 'What may be done.';
COMMENT ON COLUMN phase_permissions.eligibility IS 'account: whoever has a confirmed account. resident: with the attestation.';

-- Takes the phase's lock first, so that the read that follows is younger than any opening, extending or closing that
-- holds it exclusively. In one plain statement the snapshot would be older than the lock.
CREATE FUNCTION phase_held(phase bigint)
    RETURNS TABLE (opens_at timestamptz, closes_at timestamptz, closed_at timestamptz)
    LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(phase);
    RETURN QUERY SELECT p.opens_at, p.closes_at, p.closed_at FROM phases p WHERE p.id = phase;
END $$;
COMMENT ON FUNCTION phase_held IS 'The phase''s dates, held still until the transaction ends.';

-- Deliberation: what people say about it.
CREATE TABLE comments (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once         uuid   NOT NULL UNIQUE,
    proposal_id  bigint NOT NULL REFERENCES proposals,
    parent_id    bigint REFERENCES comments,
    author_id    uuid   NOT NULL REFERENCES persons,
    side         text   NOT NULL DEFAULT 'neutral',
    body         text   NOT NULL,
    first_line   bigint,
    last_line    bigint,
    version      bigint NOT NULL DEFAULT 1,
    written_at   timestamptz NOT NULL,
    withdrawn_at timestamptz,
    hidden_at    timestamptz,
    leaf         bytea,
    CONSTRAINT comments_side_is_known CHECK (side IN ('for', 'against', 'neutral')),
    CONSTRAINT comments_body_is_short CHECK (length(body) BETWEEN 1 AND 4000),
    CONSTRAINT comments_lines_are_a_range CHECK (
        (first_line IS NULL AND last_line IS NULL) OR (first_line >= 1 AND last_line >= first_line))
);
CREATE INDEX comments_shown_by_proposal ON comments (proposal_id) WHERE hidden_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX comments_by_proposal ON comments (proposal_id, id);
CREATE INDEX comments_by_side ON comments (proposal_id, side, id) WHERE parent_id IS NULL;
CREATE INDEX comments_by_parent ON comments (parent_id, id);
CREATE INDEX comments_by_author ON comments (author_id, id);
COMMENT ON TABLE comments IS 'Comments and replies on a proposal, on the whole or on a range of lines.';
COMMENT ON COLUMN comments.id IS 'The number in its anchor.';
COMMENT ON COLUMN comments.once IS 'Drawn when the form was shown: a second click makes no second comment.';
COMMENT ON COLUMN comments.proposal_id IS 'On which proposal.';
COMMENT ON COLUMN comments.parent_id IS 'The first comment of its thread; NULL for that one itself.';
COMMENT ON COLUMN comments.author_id IS 'Who wrote it.';
COMMENT ON COLUMN comments.side IS 'for, against or neither.';
COMMENT ON COLUMN comments.body IS 'Markdown, up to 4,000 characters.';
COMMENT ON COLUMN comments.first_line IS 'First line it is about; NULL for the whole.';
COMMENT ON COLUMN comments.last_line IS 'Last line it is about.';
COMMENT ON COLUMN comments.version IS 'The version whose lines are meant.';
COMMENT ON COLUMN comments.written_at IS 'UTC.';
COMMENT ON COLUMN comments.withdrawn_at IS 'When its author took it back; the text is then gone from every page.';
COMMENT ON COLUMN comments.hidden_at IS 'Since when moderation hides it. Written by hiding alone.';
COMMENT ON COLUMN comments.leaf IS 'Leaf hash of its newest event in the log, set in the transaction that wrote it.';

CREATE TABLE topics (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    process_id  bigint NOT NULL REFERENCES processes,
    name        text   NOT NULL,
    CONSTRAINT topics_name_is_short CHECK (length(name) BETWEEN 1 AND 120),
    CONSTRAINT topics_once_per_process UNIQUE (process_id, name)
);
COMMENT ON TABLE topics IS 'Subjects on which short statements are collected.';
COMMENT ON COLUMN topics.id IS 'The number in its address.';
COMMENT ON COLUMN topics.process_id IS 'In which process.';
COMMENT ON COLUMN topics.name IS 'Names it within its process.';

CREATE TABLE statements (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic_id   bigint  NOT NULL REFERENCES topics,
    number     bigint  NOT NULL,
    author_id  uuid    REFERENCES persons,
    body       text    NOT NULL,
    accepted   boolean NOT NULL,
    hidden_at  timestamptz,
    CONSTRAINT statements_once_per_number UNIQUE (topic_id, number),
    CONSTRAINT statements_body_is_short CHECK (length(body) BETWEEN 1 AND 1000)
);
CREATE INDEX statements_by_author ON statements (author_id);
COMMENT ON TABLE statements IS 'One sentence people agree or disagree with.';
COMMENT ON COLUMN statements.id IS 'Names it.';
COMMENT ON COLUMN statements.topic_id IS 'On which topic.';
COMMENT ON COLUMN statements.number IS 'Its number within the topic; that of the source for an import.';
COMMENT ON COLUMN statements.author_id IS 'Who wrote it; NULL if unknown.';
COMMENT ON COLUMN statements.body IS 'Plain text.';
COMMENT ON COLUMN statements.accepted IS 'Whether it was let in; others are never shown.';
COMMENT ON COLUMN statements.hidden_at IS 'Since when moderation hides it.';

CREATE TABLE reactions (
    statement_id  bigint   NOT NULL REFERENCES statements,
    person_id     uuid     NOT NULL REFERENCES persons,
    value         smallint NOT NULL,
    given_on      date     NOT NULL,
    CONSTRAINT reactions_once_per_person PRIMARY KEY (statement_id, person_id),
    CONSTRAINT reactions_value_is_known CHECK (value IN (-1, 0, 1))
);
CREATE INDEX reactions_by_person ON reactions (person_id);
COMMENT ON TABLE reactions IS 'What a person says to a statement; the last one counts.';
COMMENT ON COLUMN reactions.statement_id IS 'To which statement.';
COMMENT ON COLUMN reactions.person_id IS 'Who.';
COMMENT ON COLUMN reactions.value IS '1 agree, -1 disagree, 0 pass.';
COMMENT ON COLUMN reactions.given_on IS 'UTC day.';

CREATE TABLE topic_participants (
    topic_id   bigint NOT NULL REFERENCES topics,
    number     bigint NOT NULL,
    person_id  uuid   NOT NULL REFERENCES persons,
    PRIMARY KEY (topic_id, number)
);
CREATE INDEX topic_participants_by_person ON topic_participants (person_id);
COMMENT ON TABLE topic_participants IS 'Which person stands for which pseudonym of an imported conversation, so that a second import changes nothing.';
COMMENT ON COLUMN topic_participants.topic_id IS 'Of which topic.';
COMMENT ON COLUMN topic_participants.number IS 'The pseudonym in the source.';
COMMENT ON COLUMN topic_participants.person_id IS 'The person made for it.';

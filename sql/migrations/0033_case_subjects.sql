-- Moderation: what was decided about a person's texts is found by the text.
CREATE INDEX cases_by_subject ON cases (kind, subject);

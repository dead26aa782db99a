-- AuditLog: finding entries by what they are about and by the day.
ALTER TABLE log_entries ADD COLUMN object text GENERATED ALWAYS AS (NULLIF(
    split_part(split_part(split_part(
        encode(substring(entry FROM greatest(1, octet_length(entry) - 159)), 'escape'), '"obj":"', 2), '"', 1), '/', 1)
    || '/' ||
    split_part(split_part(split_part(
        encode(substring(entry FROM greatest(1, octet_length(entry) - 159)), 'escape'), '"obj":"', 2), '"', 1), '/', 2),
    '/')) STORED;
CREATE INDEX log_entries_by_object ON log_entries (object, index);
COMMENT ON COLUMN log_entries.object IS 'The first two parts of its obj, which stands near its end: proposals/42 also for what is below it, such as a comment. NULL where it names none.';

CREATE TABLE log_days (
    day          date PRIMARY KEY,
    first_index  bigint NOT NULL,
    last_index   bigint NOT NULL,
    CONSTRAINT log_days_last_is_not_before_first CHECK (first_index <= last_index)
);
COMMENT ON TABLE log_days IS 'Where the entries of a day stand in the log. Some between may be of another day: an act that took long comes late.';
COMMENT ON COLUMN log_days.day IS 'As the town''s clocks have it.';
COMMENT ON COLUMN log_days.first_index IS 'Of the first entry with a time of that day.';
COMMENT ON COLUMN log_days.last_index IS 'Of the last.';

INSERT INTO log_days (day, first_index, last_index)
SELECT (split_part(split_part(encode(substring(entry FROM 1 FOR 200), 'escape'), '"at":"', 2), '"', 1)::timestamptz
    AT TIME ZONE 'Europe/Berlin')::date AS day, min(index), max(index)
FROM log_entries GROUP BY 1;

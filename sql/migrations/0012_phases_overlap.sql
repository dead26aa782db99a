-- Processes: one stage at a time.
-- A stage that was closed early takes no time after that, and none at all where it was closed before it began.
ALTER TABLE phases ADD CONSTRAINT phases_of_a_process_do_not_overlap EXCLUDE USING gist (
    int8range(process_id, process_id, '[]') WITH &&,
    tstzrange(opens_at, greatest(opens_at, least(closes_at, coalesce(closed_at, closes_at)))) WITH &&
) WHERE (kind = 'stage');

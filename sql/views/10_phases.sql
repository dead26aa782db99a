-- Owner: Processes.
CREATE VIEW visible_processes AS
SELECT p.id, p.title, p.summary, p.threshold, p.published_on
FROM processes p;
COMMENT ON VIEW visible_processes IS 'Processes anybody may read about.';

CREATE VIEW phase_dates AS
SELECT f.id, f.process_id, f.kind, f.title, f.opens_at,
    least(f.closes_at, coalesce(f.closed_at, f.closes_at)) AS ends_at,
    ARRAY(SELECT m.permission || ':' || m.eligibility FROM phase_permissions m
          WHERE m.phase_id = f.id ORDER BY m.permission) AS permissions
FROM phases f;
COMMENT ON VIEW phase_dates IS 'Phases with the moment they really end and what they allow to whom.';

CREATE VIEW district_names AS
SELECT d.id, d.name, d.parent
FROM districts d;
COMMENT ON VIEW district_names IS 'Where something is, for whoever names a district.';

-- Ballots: how many of the named mixers must mix. Until now all of them had to.
ALTER TABLE ceremonies
    ADD COLUMN shuffles bigint,
    ADD CONSTRAINT ceremonies_mix_twice_or_more CHECK (shuffles BETWEEN 2 AND 7);
COMMENT ON COLUMN ceremonies.shuffles IS 'How many of those who mix must have done so; NULL where nobody mixes.';

UPDATE ceremonies AS c SET shuffles = m.mixers
FROM (SELECT election_id, count(*) AS mixers FROM ceremony_members WHERE mixes GROUP BY election_id) AS m
WHERE m.election_id = c.election_id AND m.mixers >= 2;

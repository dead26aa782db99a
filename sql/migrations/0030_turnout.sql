-- Identity: the district is attested with the residence, and nowhere else; turnout is told by it.
ALTER TABLE attestations ADD COLUMN district_id bigint REFERENCES districts;
CREATE INDEX attestations_by_district ON attestations (district_id);
COMMENT ON COLUMN attestations.district_id IS 'District or quarter in which the person lives; NULL where it was not asked.';

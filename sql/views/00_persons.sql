-- Owner: Identity.
CREATE VIEW person_standing AS
SELECT p.id, p.name, p.language, a.email, a.confirmed_on IS NOT NULL AS has_account,
    EXISTS (SELECT 1 FROM attestations t
            WHERE t.person_id = p.id AND t.kind = 'resident' AND t.expires_on >= current_date) AS is_resident,
    EXISTS (SELECT 1 FROM consents c WHERE c.person_id = p.id AND c.version = 1) AS has_consent,
    ARRAY(SELECT r.role FROM roles r WHERE r.person_id = p.id ORDER BY r.role) AS roles
FROM persons p
LEFT JOIN accounts a ON a.person_id = p.id
WHERE p.erased_on IS NULL;
COMMENT ON VIEW person_standing IS 'What a person may count on: account, residence, consent, offices.';

CREATE VIEW eligible_persons AS
SELECT p.id, t.expires_on AS eligible_until
FROM persons p
JOIN attestations t ON t.person_id = p.id AND t.kind = 'resident'
WHERE p.erased_on IS NULL;
COMMENT ON VIEW eligible_persons IS 'Who may be put on an electoral roll, and the last day on which that holds.';

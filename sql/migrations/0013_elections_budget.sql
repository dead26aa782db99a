-- Ballots: money that is voted on.
ALTER TABLE elections ADD COLUMN budget bigint,
    ADD CONSTRAINT elections_budget_is_possible CHECK (budget BETWEEN 1 AND 1000000000000);
COMMENT ON COLUMN elections.budget IS 'What the options may cost together, in whole euros; NULL unless money is voted on.';
ALTER TABLE options ADD COLUMN cost bigint,
    ADD CONSTRAINT options_cost_is_possible CHECK (cost BETWEEN 1 AND 1000000000000);
COMMENT ON COLUMN options.cost IS 'In whole euros; NULL unless money is voted on.';

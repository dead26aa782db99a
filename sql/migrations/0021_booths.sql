-- Ballots: which scripts of the voting booth were ever served here.
CREATE TABLE booths (
    digest        bytea       PRIMARY KEY,
    published_at  timestamptz NOT NULL,
    leaf          bytea       NOT NULL,
    CONSTRAINT booths_digest_is_32_bytes CHECK (octet_length(digest) = 32)
);
COMMENT ON TABLE booths IS 'The scripts that encrypt ballots, by the digest that the log has published.';
COMMENT ON COLUMN booths.digest IS 'SHA-256 of SHA256SUMS, which names each file''s own.';
COMMENT ON COLUMN booths.published_at IS 'UTC; when a server first served them.';
COMMENT ON COLUMN booths.leaf IS 'Leaf hash of its event in the log.';

-- Identity: finding people by the first letters of the words of their names.
CREATE INDEX persons_by_words ON persons USING gin (to_tsvector('simple', name));

"""The transactional outbox: work that is written with what caused it and done afterwards."""

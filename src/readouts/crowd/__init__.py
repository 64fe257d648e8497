"""Many inputs at once: read shard by shard on one machine or many, then merged into a ledger by one writer."""

"""Readouts: an auditable ledger of who spoke with whom."""

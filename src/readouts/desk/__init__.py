"""The desk: web pages to look at a ledger, check it and correct it."""

"""Passages -> hits.  Knows nothing of wording."""

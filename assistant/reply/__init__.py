"""Hits -> answer.  Knows nothing of indexes."""

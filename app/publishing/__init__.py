"""What the public may read: documents, entries, references, slugs and short codes.

A domain keeps its records in tables that enforce its rules, and *publishes* each of them here:
one finished document a language, one entry (slug, title, summary, searchable words) a language,
and the references to other records. Pages, API, search, feeds and map read only this, so that
hiding or changing something has one place.
"""

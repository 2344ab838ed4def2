"""What changed, when, in which role: revisions, the public changes and the journal."""

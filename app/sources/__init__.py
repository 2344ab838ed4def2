"""Documents, citations, and the pattern of claims that every fact follows."""

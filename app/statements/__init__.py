"""Words by an organisation or a person, and who reports them."""

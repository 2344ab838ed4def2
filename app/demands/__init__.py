"""What is demanded, and who supports it in which words."""

"""Victims, incidents, tolls and figures: what happened to people, and who says so."""

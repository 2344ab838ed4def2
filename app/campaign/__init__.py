"""The one record of who we are."""

"""People who sign in: roles, invitations, sessions, second factor, key pairs."""

"""The second step of logging in: a code of an authenticator app, or a recovery code."""

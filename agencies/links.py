"""Links that are mailed and work once: the mail has the token, the database only its hash."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, to stand in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token; 64 characters."""
    return hashlib.sha256(token.encode()).hexdigest()

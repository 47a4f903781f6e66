"""Inviting people by mail to use their accounts."""

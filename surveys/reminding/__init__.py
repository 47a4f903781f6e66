"""Reminding the people of agencies by mail."""

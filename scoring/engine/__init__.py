"""What answers are worth. Pure: no Django, no clock, no database."""

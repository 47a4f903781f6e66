"""The forms with which EGA changes the roster and whom a round asks."""

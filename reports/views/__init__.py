"""The pages of EGA and of monitors."""

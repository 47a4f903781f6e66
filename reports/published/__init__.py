"""Figures that a report has printed, as data, and how the portal computes each of them from answers."""

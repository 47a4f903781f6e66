"""The geometry of charts: pure functions from figures to shapes, which templates write down as SVG.

Lengths are in the user units of the picture's own view box. Every shape carries its colour, so that a picture
needs no style sheet and looks the same in a printed report. Texts come in ready to be written.
"""

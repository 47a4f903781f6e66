"""Pages on which EGA runs rounds. EGA's staff may read them, its managers take the steps."""

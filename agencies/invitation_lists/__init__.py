"""Lists from Excel of people to invite: reading them, and saying what is wrong with every row."""

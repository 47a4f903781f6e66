"""The list of everybody who has an account, for EGA’s managers."""

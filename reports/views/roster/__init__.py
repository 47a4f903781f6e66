"""The pages from which EGA keeps the roster. Its staff read them; its managers change it."""

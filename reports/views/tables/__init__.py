"""The tables of pages as Excel: what each column is, once, and one way of taking any of them along."""

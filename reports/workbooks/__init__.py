"""Workbooks for Excel: what each sheet says (iterators of rows), and one writer for all of them."""

"""What the pages and workbooks of EGA read. Every figure has one place where it is counted."""

"""Database and files in one archive, and back again.

The archive is a tar: `database`, then `media/...`, and at its end `manifest.json` with the SHA-256 of each.
The database comes first, and files are never changed once a row names them, so every row finds its file.
"""

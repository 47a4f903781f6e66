"""Questions as form fields, and answers as people read and type them."""

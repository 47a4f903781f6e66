"""The pages on which an agency answers, submits and signs."""

"""What changes rounds, answers and submissions. Nothing else does."""

"""What pages, tasks and reports read about rounds and submissions."""

"""EGA's reviewers at work: the queue, one submission question by question, and how a review ends."""

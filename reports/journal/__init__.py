"""Who changed what: decisions, steps of submissions and answers in one list, latest first."""

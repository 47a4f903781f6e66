"""What is asked: a questionnaire and the answers to it. Pure: no Django, no clock, no database."""

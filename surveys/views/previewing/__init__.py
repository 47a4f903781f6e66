"""The pages on which EGA tries a questionnaire out: those of an agency, but for what would be kept."""

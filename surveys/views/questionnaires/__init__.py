"""The pages on which EGA loads questionnaires, compares them, tries them out and gives them to rounds."""

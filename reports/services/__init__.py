"""What asks for workbooks and builds them."""

"""An open round with synthetic answers, for trying the portal."""

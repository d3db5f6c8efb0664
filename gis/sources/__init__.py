"""Other systems' files, read into records."""

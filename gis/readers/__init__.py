"""Files of lines, read: each format, told by its content, becomes Contents."""

"""What checks see and repairs mend: where a line's vertices or pieces go wrong."""

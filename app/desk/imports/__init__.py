"""Files dropped on the desk become routes, lines, stages, variants."""

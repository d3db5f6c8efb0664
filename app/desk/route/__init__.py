"""One route: a page for each of its parts, its publication, its history."""

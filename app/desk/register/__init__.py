"""The list of routes, and what is done to many of them."""

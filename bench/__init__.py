"""What `make bench` runs: speed, as a ratio against a named peer or floor in the same run."""

"""Two versions of anything, said in words or drawn."""

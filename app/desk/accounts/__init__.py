"""Who works at the desk: signing in, accounts, organisations."""

"""Pure geometry, formats and feeds of trails: no Flask, no database, no network."""

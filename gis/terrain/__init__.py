"""Terrain: models of the ground's height, kept as tiles, asked at any point."""

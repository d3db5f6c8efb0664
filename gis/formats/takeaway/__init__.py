"""What the map to take away is made of: a folium map, and the page around it."""

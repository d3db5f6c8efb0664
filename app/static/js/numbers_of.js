/** Where the cards of a list want their route's number on the map. */

/** A GeoJSON of the points that cards name in `data-marks` ("lon lat,lon lat"), `most` per card. */
export function numbersOf(cards, most) {
  const features = [...cards].flatMap(({ dataset: { number, practice, slug, marks } }) =>
    (number ? marks.split(",").slice(0, most) : []).map((mark) => ({
      type: "Feature",
      properties: { number, practice, slug },
      geometry: { type: "Point", coordinates: mark.split(" ").map(Number) },
    })),
  );
  return { type: "FeatureCollection", features };
}

/** Where the cards of a list want their route's number on the map. */

/** A GeoJSON of the points that cards name in `data-marks` ("lon lat,lon lat"). */
export function numbersOf(cards) {
  const features = [...cards].flatMap(({ dataset: { number, practice, slug, marks } }) =>
    (number ? marks.split(",") : []).map((mark) => ({
      type: "Feature",
      properties: { number, practice, slug },
      geometry: { type: "Point", coordinates: mark.split(" ").map(Number) },
    })),
  );
  return { type: "FeatureCollection", features };
}

// How many places make an angle of 1, in the pair to which this component of `width` belongs.
const placesPerRadian = (component, width, base = 10000) => base ** ((component - (component % 2)) / width);

// The sines and cosines of a place.
const positionVector = (place, width) =>
  Array.from({ length: width }, (_, at) => {
    const angle = place / placesPerRadian(at, width);
    return at % 2 ? Math.cos(angle) : Math.sin(angle);
  });

// Rotary positions: turn each pair of components of each head by the angle of its place.
const turned = (vector, place, headWidth, base) =>
  vector.map((component, at) => {
    const angle = place / placesPerRadian(at % headWidth, headWidth, base);
    return at % 2
      ? vector[at - 1] * Math.sin(angle) + component * Math.cos(angle)
      : component * Math.cos(angle) - vector[at + 1] * Math.sin(angle);
  });

const dotProduct = (one, other) => sum(one.map((component, at) => component * other[at]));
const lengthOf = (vector) => Math.hypot(...vector);

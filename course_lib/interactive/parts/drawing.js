// Words of a drawing.
const [MIDDLE, END] = [{ "text-anchor": "middle" }, { "text-anchor": "end" }];
const textAt = (x, y, content, look = {}) => svg("text", { x, y, ...look }, content);

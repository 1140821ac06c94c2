// A level to read: its number on the left, and a line.
const levelAt = (left, right, y, words) => [
  textAt(left - 8, y + 5, words, END),
  svg("line", { class: "guide", x1: left, x2: right, y1: y, y2: y }),
];

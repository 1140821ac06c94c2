// Words of a sentence, as the figures name and set them.
const quoted = (word) => say("“{word}”", { word });

// A word that occurs twice is told apart by its place.
const namesApart = (words, tell = (word, place) => say("{word} (word {place})", { word, place })) =>
  words.map((word, at) => (words.indexOf(word) === words.lastIndexOf(word) ? word : tell(word, at + 1)));

// In letters: Chinese characters are about twice as wide.
const widthOf = (word) => word.replace(/[⺀-\uffff]/g, "  ").length;

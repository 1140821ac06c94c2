// From a text that the reader writes to words that a model knows.

// How many letters must change, come or go to make one word of the other (Levenshtein's distance).
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const letter of one) {
    const above = row;
    row = [above[0] + 1];
    for (let at = 0; at < other.length; at++)
      row.push(Math.min(row[at] + 1, above[at + 1] + 1, above[at] + (letter !== other[at])));
  }
  return row.at(-1);
}

// Known words that go on as this one begins, or differ in at most half its letters.
function alike(word, words) {
  return words
    .map((known) => ({ known, far: distance(word.toLowerCase(), known) }))
    .filter(({ known, far }) => far <= word.length / 2 || known.startsWith(word.toLowerCase()))
    .sort((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ known }) => known);
}

function unknownWord(found, similar) {
  if (!similar.length) return say("{word} is not one of the {count} words that this model knows.", found);
  const words = similar.reduce((one, other) => say("{one} or {other}", { one, other }));
  return say("{word} is not one of the {count} words that this model knows: did you mean {words}?", {
    ...found,
    words,
  });
}

// Turn a text into the model's words, or say what is wrong with it.
function wordReader(words, mostWords) {
  // As it is written, else in small letters, else without the marks around it.
  const known = (word) =>
    [word, word.toLowerCase(), word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")].find((form) =>
      words.includes(form),
    );
  return (text) => {
    const given = text.split(/\s+/).filter((word) => word);
    const unknown = given.find((word) => !known(word));
    if (!given.length) return { problem: say("The sentence needs at least one word.") };
    if (unknown) {
      const similar = alike(unknown, words).map(quoted);
      const underWay =
        unknown === given.at(-1) &&
        text.endsWith(unknown) &&
        words.some((word) => word.startsWith(unknown.toLowerCase()));
      return { underWay, problem: unknownWord({ word: quoted(unknown), count: words.length }, similar) };
    }
    if (given.length > mostWords)
      return {
        problem: say("The sentence has {count} words, but the figure has room for {most}.", {
          count: given.length,
          most: mostWords,
        }),
      };
    return { words: given.map(known) };
  };
}

const [START_ID, END_ID, FIRST_WORD] = [1, 2, 3];
const MOST_CANDIDATES = 5;

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
function wordReader(tokens, mostWords) {
  const words = tokens.slice(FIRST_WORD);
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

// A field to write in, and a list whose words are added to it: nobody has to guess which words there are.
function composer(words, onText) {
  const field = html("input", {
    type: "text",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    style: FIELD.replace("padding:0 4px", "padding:0 8px"),
  });
  const list = html(
    "select",
    { "aria-label": say("Word"), autocomplete: "off", style: FIELD },
    ...words.map((word) => html("option", {}, word)),
  );
  const button = (name, change) => {
    const one = html("button", { type: "button" }, name);
    one.addEventListener("click", () => {
      field.value = change(field.value.trim().split(/\s+/)).join(" ").trim();
      onText(field.value, false);
    });
    return one;
  };
  field.addEventListener("input", () => onText(field.value, true));
  field.addEventListener("change", () => onText(field.value, false));
  return {
    field,
    element: html(
      "div",
      { style: "display:flex;flex-wrap:wrap;gap:8px;margin-bottom:8px" },
      html("label", { style: "flex:2 1 270px" }, say("Your own"), field),
      html(
        "div",
        { style: "display:flex;flex:1 1 270px;gap:8px;min-width:0" },
        list,
        button(say("Add word"), (given) => [...given, list.value]),
        button(say("Remove last"), (given) => given.slice(0, -1)),
      ),
    ),
  };
}

// Where there is only one of them, it needs no number.
function nameOfHead(layer, head, numLayers, numHeads) {
  const numbers = { layer: layer + 1, head: head + 1 };
  if (numHeads === 1) return numLayers > 1 ? say("layer {layer}", numbers) : "";
  return numLayers > 1 ? say("layer {layer}, head {head}", numbers) : say("head {head}", numbers);
}

function nameOfMean(layer, numLayers, count) {
  const numbers = { layer: layer + 1, count };
  return numLayers > 1
    ? say("layer {layer}, mean of the {count} heads", numbers)
    : say("mean of the {count} heads", numbers);
}

// Which cross-attention the lines can show: of each layer the mean of its heads, and each head.
function looksToChoose(numLayers, numHeads) {
  return Array.from({ length: numLayers }, (_, layer) => {
    const heads = Array.from({ length: numHeads }, (_, head) => ({
      layer,
      head,
      name: nameOfHead(layer, head, numLayers, numHeads),
    }));
    return numHeads > 1 ? [{ layer, head: null, name: nameOfMean(layer, numLayers, numHeads) }, ...heads] : heads;
  }).flat();
}

function weightsOf(heads, head) {
  if (head !== null) return [...heads[head]];
  return [...heads[0]].map((_, key) => sum(heads.map((row) => row[key])) / heads.length);
}

function likeliestWords(logits, tokens) {
  return [...softmax(logits)]
    .map((probability, id) => [tokens[id], probability])
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_CANDIDATES);
}

function start(figure) {
  const { sourceTokens, targetTokens, sentences, mostSourceWords, mostTargetWords, counts, halves } = figure.data;
  const model = { ...figure.data.model, weights: unpack(counts, halves) };
  const read = wordReader(sourceTokens, mostSourceWords);
  const choices = looksToChoose(layersOf(model.weights.decoder).length, model.numHeads);
  let chosen = choices.findIndex(({ layer, head }) => layer === figure.data.layer && head === figure.data.head);
  let [words, written, step] = [[], [], 0];

  const examples = sentencePicker(sentences, (at) => {
    own.field.value = sentences[at];
    take(sentences[at], false);
  });
  // Only seen: where the sentence is none of the list.
  examples.list.append(html("option", { hidden: "", disabled: "" }, say("another one, written below")));
  const own = composer(sourceTokens.slice(FIRST_WORD), take);
  const problem = html("p", { class: "problem", role: "alert", style: "margin:0 0 8px;overflow-wrap:anywhere" });
  const looks = html(
    "select",
    { autocomplete: "off", style: FIELD },
    ...choices.map(({ name }) => html("option", {}, name)),
  );
  looks.selectedIndex = chosen;
  looks.addEventListener("input", () => {
    chosen = looks.selectedIndex;
    draw(step);
  });
  const steps = stepThrough(targetTokens[START_ID], (found, said) => {
    step = found.step;
    const { logits } = written[step];
    figure.publish(
      { words, ids: written.map(({ id }) => id), looks: choices[chosen].name, logits: [...logits], ...found },
      said,
    );
  });

  // While a word is being typed that may still become one the model knows, nothing is complained of.
  function take(text, typing) {
    const found = read(text);
    const complaint =
      found.problem && !(typing && found.underWay)
        ? `${found.problem} ${say("The figure keeps the sentence it has.")}`
        : "";
    own.field.setAttribute("aria-invalid", Boolean(complaint));
    if (problem.textContent !== complaint) problem.textContent = complaint;
    // The same sentence again, as when the field loses the focus, keeps its step.
    if (!found.words || found.words.join(" ") === words.join(" ")) return;
    words = found.words;
    const at = sentences.indexOf(words.join(" "));
    examples.list.selectedIndex = at < 0 ? sentences.length : at;
    written = greedyDecode(
      model,
      [...words.map((word) => sourceTokens.indexOf(word)), END_ID],
      START_ID,
      END_ID,
      mostTargetWords,
    );
    draw(0);
  }

  function draw(at) {
    const { layer, head } = choices[chosen];
    const target = written.map(({ id }) => targetTokens[id]);
    const isCut = written.at(-1).id !== END_ID;
    const remark = together(
      head === null ? say("A mean of heads is a picture only: the model never averages them.") : "",
      isCut ? say("The figure writes no more than {most} words, and no end came.", { most: mostTargetWords }) : "",
    );
    steps.open(
      {
        source: [...words, sourceTokens[END_ID]],
        target,
        weights: written.map((one) => weightsOf(one.looks[layer], head)),
        candidates: written.map(({ logits }) => likeliestWords(logits, targetTokens)),
      },
      at,
      remark,
    );
  }

  own.field.value = sentences[figure.data.sentence];
  take(own.field.value, false);
  figure.mount(
    ...(sentences.length > 1 ? [examples.element] : []),
    own.element,
    problem,
    ...(choices.length > 1 ? [html("label", { style: "margin-bottom:8px" }, say("Lines of"), looks)] : []),
    ...steps.parts,
  );
}

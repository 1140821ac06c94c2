const [START_ID, END_ID, FIRST_WORD] = [1, 2, 3];
const MOST_CANDIDATES = 5;

// A field to write in, and a list whose words are added to it: nobody has to guess which words there are.
function composer(words, onText) {
  const field = textField(say("Your own"), (text) => onText(text, true));
  field.addEventListener("change", () => onText(field.value, false));
  const { list } = chooser(say("Word"), words, () => {});
  const change = (name, changed) =>
    press(name, () => {
      field.value = changed(field.value.trim().split(/\s+/)).join(" ").trim();
      onText(field.value, false);
    });
  const add = change(say("Add word"), (given) => [...given, list.value]);
  const remove = change(say("Remove last"), (given) => given.slice(0, -1));
  return {
    field,
    element: html(
      "div",
      { class: "composer" },
      html("label", {}, say("Your own"), field),
      html("div", {}, list, add, remove),
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

const weightsOf = (heads, head) => [...(head === null ? meanOf(heads.map((row) => [...row])) : heads[head])];

function likeliestWords(logits, tokens) {
  const probabilities = softmax([...logits]);
  return likeliest(probabilities, MOST_CANDIDATES).map((id) => [tokens[id], probabilities[id]]);
}

function start(figure) {
  const { sourceTokens, targetTokens, sentences, mostSourceWords, mostTargetWords, counts, halves } = figure.data;
  const model = { ...figure.data.model, weights: unpack(counts, halves) };
  const read = wordReader(sourceTokens.slice(FIRST_WORD), mostSourceWords);
  const choices = looksToChoose(layersOf(model.weights.decoder).length, model.numHeads);
  let chosen = choices.findIndex(({ layer, head }) => layer === figure.data.layer && head === figure.data.head);
  let [words, written, step] = [[], [], 0];

  const examples = chooser(say("Sentence"), sentences, (at) => {
    own.field.value = sentences[at];
    take(sentences[at], false);
  });
  // Only seen: where the sentence is none of the list.
  examples.list.append(html("option", { hidden: "", disabled: "" }, say("another one, written below")));
  const own = composer(sourceTokens.slice(FIRST_WORD), take);
  const problem = html("p", { class: "problem", role: "alert" });
  const looks = chooser(
    say("Lines of"),
    choices.map(({ name }) => name),
    (at) => {
      chosen = at;
      draw(step);
    },
  );
  looks.list.selectedIndex = chosen;
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
    ...(choices.length > 1 ? [looks.element] : []),
    ...steps.parts,
  );
}

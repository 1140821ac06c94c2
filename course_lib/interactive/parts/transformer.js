// The forward pass of course_lib's Transformer, for one sentence; its layers are those of layers.js.

const ACTIVATIONS = { relu: (x) => Math.max(0, x), gelu };

// The vector of a token, times √d_model, plus the sines and cosines of its place.
const embed = (id, place, { tokens: { table } }, width) =>
  add(
    rowOf(table, id, width).map((component) => component * Math.sqrt(width)),
    positionVector(place, width),
  );

const attend = (word, keysAndValues, block, numHeads) =>
  multiHeadAttention(linear(word, block.w_q), keysAndValues, block, numHeads);

// One vector for each word of the source.
function encode({ weights, numHeads, norm, activation, width }, ids) {
  let words = ids.map((id, place) => embed(id, place, weights.embed_source, width));
  for (const layer of layersOf(weights.encoder)) {
    words = addAndNorm(words, layer.around_attention, norm, (text) => {
      const all = keysAndValues(text, layer.self_attention);
      return text.map((word) => attend(word, all, layer.self_attention, numHeads).output);
    });
    words = addAndNorm(words, layer.around_feed_forward, norm, (text) =>
      text.map((word) => feedForward(word, layer.feed_forward, ACTIVATIONS[activation])),
    );
  }
  return finalNorm(words, weights.encoder);
}

// What each decoder layer remembers: keys and values of the words so far, and those of the source.
const newCache = ({ weights }, memory) =>
  layersOf(weights.decoder).map((layer) => ({
    soFar: { keys: [], values: [] },
    ofMemory: keysAndValues(memory, layer.cross_attention),
  }));

// Take in the newest word of the target: the scores of the word after it, and each layer's weights on the source.
// The words before it are in the cache, those after it are not written yet: so nothing looks ahead.
function decode({ weights, numHeads, norm, activation, width }, id, cache) {
  const place = cache[0].soFar.keys.length;
  let words = [embed(id, place, weights.embed_target, width)];
  const looks = [];
  layersOf(weights.decoder).forEach((layer, at) => {
    const { soFar, ofMemory } = cache[at];
    words = addAndNorm(words, layer.around_self_attention, norm, ([word]) => {
      const { keys, values } = keysAndValues([word], layer.self_attention);
      soFar.keys.push(...keys);
      soFar.values.push(...values);
      return [attend(word, soFar, layer.self_attention, numHeads).output];
    });
    words = addAndNorm(words, layer.around_cross_attention, norm, ([word]) => {
      const found = attend(word, ofMemory, layer.cross_attention, numHeads);
      looks.push(found.weights);
      return [found.output];
    });
    words = addAndNorm(words, layer.around_feed_forward, norm, ([word]) => [
      feedForward(word, layer.feed_forward, ACTIVATIONS[activation]),
    ]);
  });
  const [last] = finalNorm(words, weights.decoder);
  // A tied model has no last layer of its own.
  return { logits: linear(last, weights.to_logits ?? weights.embed_target.tokens.table), looks };
}

// Write the likeliest word again and again, of equal ones that with the smallest id: one entry for each word written.
function greedyDecode(model, ids, startId, endId, mostWords) {
  const cache = newCache(model, encode(model, ids));
  const steps = [];
  let id = startId;
  while (id !== endId && steps.length < mostWords) {
    const { logits, looks } = decode(model, id, cache);
    id = logits.indexOf(Math.max(...logits));
    steps.push({ id, logits, looks });
  }
  return steps;
}

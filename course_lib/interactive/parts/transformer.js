// The forward pass of course_lib's Transformer, for one sentence, in double precision.
// A word is a vector and a text is a list of words. The weights have the names that they have in course_lib.
// `softmax` and `sum` are those of figure.js.

const EPSILON = 1e-5; // of nn.LayerNorm
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%,()*+-;.=:?@^_`{|}~"; // those of half_precision.py

// One 16-bit number: a sign, five bits of exponent, ten of fraction.
function fromHalf(bits) {
  const [exponent, fraction] = [(bits >> 10) & 31, (bits & 1023) / 1024];
  const size = exponent ? (1 + fraction) * 2 ** (exponent - 15) : fraction * 2 ** -14;
  return bits >> 15 ? -size : size;
}

// Five digits of base 85 are 32 bits, two numbers.
function* halvesIn(text) {
  for (let at = 0; at < text.length; at += 5) {
    let pair = 0;
    for (const digit of text.slice(at, at + 5)) pair = pair * 85 + DIGITS.indexOf(digit);
    yield Math.floor(pair / 65536);
    yield pair % 65536;
  }
}

// Fill a tree of names, whose leaves say how many numbers each has, with the numbers in the text.
function unpack(counts, text) {
  const halves = halvesIn(text);
  const next = () => fromHalf(halves.next().value);
  const fill = (part) =>
    typeof part === "number"
      ? Float64Array.from({ length: part }, next)
      : Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, fill(inner)]));
  return fill(counts);
}

const add = (one, other) => one.map((component, at) => component + other[at]);

// x Wᵀ + b; W holds one row for each component of the result.
function linear(x, { weight, bias }) {
  const result = new Float64Array(weight.length / x.length);
  for (let row = 0; row < result.length; row++) {
    let total = bias ? bias[row] : 0;
    for (let at = 0; at < x.length; at++) total += weight[row * x.length + at] * x[at];
    result[row] = total;
  }
  return result;
}

function layerNorm(x, { weight, bias }) {
  const mean = sum(x) / x.length;
  const variance = sum(x.map((component) => (component - mean) ** 2)) / x.length;
  return x.map((component, at) => ((component - mean) / Math.sqrt(variance + EPSILON)) * weight[at] + bias[at]);
}

// By its series (DLMF 7.6.2), whose terms have all the same sign: no digits are lost. Beyond 6 it is 1 to the last digit.
function erf(x) {
  if (Math.abs(x) > 6) return Math.sign(x);
  let [term, total] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(total); n++) total += term *= (2 * x * x) / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

const ACTIVATIONS = { relu: (x) => Math.max(0, x), gelu: (x) => (x * (1 + erf(x / Math.SQRT2))) / 2 };

const feedForward = (x, { w_1, w_2 }, activation) => linear(linear(x, w_1).map(ACTIVATIONS[activation]), w_2);

// softmax(QKᵀ / √d_k) V for one query.
function attention(query, keys, values) {
  const weights = softmax(
    keys.map((key) => sum(query.map((component, at) => component * key[at])) / Math.sqrt(query.length)),
  );
  return { weights, output: values[0].map((_, at) => sum(values.map((value, word) => weights[word] * value[at]))) };
}

const keysAndValues = (words, { w_k, w_v }) => ({
  keys: words.map((word) => linear(word, w_k)),
  values: words.map((word) => linear(word, w_v)),
});

// Every head attends with its own part of the query, the keys and the values.
function multiHeadAttention(word, { keys, values }, { w_q, w_o }, numHeads) {
  const query = linear(word, w_q);
  const size = query.length / numHeads;
  const heads = Array.from({ length: numHeads }, (_, head) => {
    const part = (vector) => vector.subarray(head * size, (head + 1) * size);
    return attention(part(query), keys.map(part), values.map(part));
  });
  return {
    weights: heads.map(({ weights }) => weights),
    output: linear(
      heads.flatMap(({ output }) => [...output]),
      w_o,
    ),
  };
}

// The block works on a whole text, as attention does.
function addAndNorm(words, { norm }, order, block) {
  const normed = (text) => text.map((word) => layerNorm(word, norm));
  const sumWith = (changes) => words.map((word, at) => add(word, changes[at]));
  return order === "pre" ? sumWith(block(normed(words))) : normed(sumWith(block(words)));
}

// The vector of a token, times √d_model, plus the sines and cosines of its place.
function embed(id, place, { tokens: { table } }, width) {
  return table.weight.slice(id * width, (id + 1) * width).map((component, at) => {
    const angle = place / 10000 ** ((at - (at % 2)) / width);
    return component * Math.sqrt(width) + (at % 2 ? Math.cos(angle) : Math.sin(angle));
  });
}

const layersOf = (stack) => Object.values(stack.layers);
const finalNorm = (words, { final_norm }) => (final_norm ? words.map((word) => layerNorm(word, final_norm)) : words);

// One vector for each word of the source.
function encode({ weights, numHeads, norm, activation, width }, ids) {
  let words = ids.map((id, place) => embed(id, place, weights.embed_source, width));
  for (const layer of layersOf(weights.encoder)) {
    words = addAndNorm(words, layer.around_attention, norm, (text) => {
      const all = keysAndValues(text, layer.self_attention);
      return text.map((word) => multiHeadAttention(word, all, layer.self_attention, numHeads).output);
    });
    words = addAndNorm(words, layer.around_feed_forward, norm, (text) =>
      text.map((word) => feedForward(word, layer.feed_forward, activation)),
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
      return [multiHeadAttention(word, soFar, layer.self_attention, numHeads).output];
    });
    words = addAndNorm(words, layer.around_cross_attention, norm, ([word]) => {
      const found = multiHeadAttention(word, ofMemory, layer.cross_attention, numHeads);
      looks.push(found.weights);
      return [found.output];
    });
    words = addAndNorm(words, layer.around_feed_forward, norm, ([word]) => [
      feedForward(word, layer.feed_forward, activation),
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

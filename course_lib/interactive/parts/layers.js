// The layers of course_lib's models, for one sentence, in double precision.
// A word is a vector and a text is a list of words. The weights have the names that they have in course_lib.

const EPSILON = 1e-5; // of nn.LayerNorm

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

// Gated where there is a gate.
function feedForward(x, { w_1, w_2, w_gate }, activation) {
  const hidden = linear(x, w_1);
  return linear(
    w_gate ? linear(x, w_gate).map((gate, at) => activation(gate) * hidden[at]) : hidden.map(activation),
    w_2,
  );
}

// Rotary positions turn keys, and queries, by their place.
const keysAndValues = (words, { w_k, w_v }, turn = (vector) => vector) => ({
  keys: words.map((word, place) => turn(linear(word, w_k), place)),
  values: words.map((word) => linear(word, w_v)),
});

// Every head attends with its own part of the query, the keys and the values.
function multiHeadAttention(query, { keys, values }, { w_o }, numHeads) {
  const size = query.length / numHeads;
  const heads = Array.from({ length: numHeads }, (_, head) => {
    const part = (vector) => vector.subarray(head * size, (head + 1) * size);
    const [weights] = attentionWeights([part(query)], keys.map(part)).weights;
    return { weights, output: weightedSum(weights, values.map(part)) };
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

const layersOf = (stack) => Object.values(stack.layers);
const finalNorm = (words, { final_norm }) => (final_norm ? words.map((word) => layerNorm(word, final_norm)) : words);
const rowOf = (table, id, width) => table.weight.slice(id * width, (id + 1) * width);

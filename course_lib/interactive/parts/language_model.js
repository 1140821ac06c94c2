// The forward pass of course_lib's language model with rotary positions and pre-norm; its layers are those of layers.js.

const ACTIVATIONS = {
  relu: (x) => Math.max(0, x),
  gelu: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x) => x / (1 + Math.exp(-x)),
};

// The shares of all words after these ids. Attention sees the words so far only: those are the first keys.
function nextShares({ weights, numHeads, base, activation }, ids) {
  const { embed, blocks, to_logits } = weights;
  const width = blocks.final_norm.weight.length;
  const turn = (vector, place) => turned(vector, place, width / numHeads, base);
  let words = ids.map((id) => rowOf(embed.tokens.table, id, width));
  for (const layer of layersOf(blocks)) {
    words = addAndNorm(words, layer.around_attention, "pre", (text) => {
      const { keys, values } = keysAndValues(text, layer.self_attention, turn);
      return text.map((word, place) => {
        const soFar = { keys: keys.slice(0, place + 1), values: values.slice(0, place + 1) };
        const query = turn(linear(word, layer.self_attention.w_q), place);
        return multiHeadAttention(query, soFar, layer.self_attention, numHeads).output;
      });
    });
    if (activation !== "none")
      words = addAndNorm(words, layer.around_feed_forward, "pre", (text) =>
        text.map((word) => feedForward(word, layer.feed_forward, ACTIVATIONS[activation])),
      );
  }
  // A tied model has no last layer of its own.
  return softmax([...linear(finalNorm(words, blocks).at(-1), to_logits ?? embed.tokens.table)]);
}

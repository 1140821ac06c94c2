// The forward pass of course_lib's masked language model with learned places and post-norm; its layers are those of
// layers.js.

// The shares of all words at every place of these ids, all of the first segment.
function sharesAtEachPlace({ weights, numHeads }, ids) {
  const { embed, segments, embed_norm, encoder, guess } = weights;
  const width = embed_norm.weight.length;
  const row = (table, id) => rowOf(table, id, width);
  let words = ids.map((id, place) =>
    layerNorm(
      add(add(row(embed.tokens.table, id), row({ weight: embed.places.table }, place)), row(segments, 0)),
      embed_norm,
    ),
  );
  for (const layer of layersOf(encoder)) {
    words = addAndNorm(words, layer.around_attention, "post", (text) => {
      const all = keysAndValues(text, layer.self_attention);
      const asks = (word) => linear(word, layer.self_attention.w_q);
      return text.map((word) => multiHeadAttention(asks(word), all, layer.self_attention, numHeads).output);
    });
    words = addAndNorm(words, layer.around_feed_forward, "post", (text) =>
      text.map((word) => feedForward(word, layer.feed_forward, gelu)),
    );
  }
  // The last layer is the table of words once more, with an offset.
  const toLogits = { weight: embed.tokens.table.weight, bias: guess.to_logits.bias };
  return words.map((word) =>
    softmax([...linear(layerNorm(linear(word, guess.layer).map(gelu), guess.norm), toLogits)]),
  );
}

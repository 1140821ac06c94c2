// What temperature, top-k and top-p leave of a large vocabulary, of which the likeliest tokens are known with their
// scores and the others by what likeliest_of_many.py says of them.

const [TEMPERATURES, REACHES] = [10, 20]; // steps of the sliders from 0 to 1
const BILLIONTHS = 1e9;

// Shares of the likeliest after the filters, the others' share together, and how many tokens of all are left. The
// temperature is in tenths, p in twentieths; a k above those that are known cuts nothing.
function afterAllOfMany({ logits, others, beyond }, count, tenths, k, twentieths) {
  const [temperature, p] = [tenths / TEMPERATURES, twentieths / REACHES];
  const known = logits.length;
  const found = (shares, left, rest = 0) => ({ shares, left, rest });
  if (!tenths)
    return found(
      logits.map((_, at) => (at ? 0 : 1)),
      1,
    );
  const among = (reach) => {
    const { probabilities, left } = afterAll(logits, temperature, Math.min(k, known), reach);
    return found(probabilities, left);
  };
  if (k <= known || count === known) return among(p);
  const rest = others[tenths - 1] / BILLIONTHS;
  const scaled = (by) => softmax(logits.map((logit) => logit / temperature)).map((share) => share * by);
  if (p === 1) return found(scaled(1 - rest), count, rest);
  const pairs = beyond[tenths - 1];
  // The last pair is that of the last p below 1.
  const at = pairs.length - 2 * (REACHES - twentieths);
  if (at < 0) return among(Math.min(p / (1 - rest), 1));
  const kept = p + pairs[at + 1] / BILLIONTHS;
  return found(scaled((1 - rest) / kept), pairs[at], 1 - (1 - rest) / kept);
}

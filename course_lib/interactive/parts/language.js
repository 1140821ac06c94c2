// What a figure says, in the language of its page.

// The sentences of the page's language, by their English templates; in an English page there are none.
const translations = {};

// A template in the page's language, as a list: its words, and in the place of each {name} the value.
const sayParts = (template, values) =>
  (translations[template] ?? template).split(/{(\w+)}/).map((part, at) => (at % 2 ? values[part] : part));

// The same as a text. Both are given their template as a literal, by which Python finds what is to be translated.
const say = (template, values) => sayParts(template, values).join("");

// Sentences one after the other, without those that are empty.
const together = (...sentences) => sentences.filter((sentence) => sentence).join(" ");

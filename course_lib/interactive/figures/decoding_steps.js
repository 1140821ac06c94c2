function start(figure) {
  const { translations, start: first } = figure.data;
  let number;

  const picker = chooser(
    say("Sentence"),
    translations.map(({ source }) => source.join(" ")),
    (at) => open(at, 0),
  );
  const steps = stepThrough(first, (found, said) => figure.publish({ sentence: number, ...found }, said));

  function open(at, step) {
    number = at;
    picker.list.selectedIndex = at;
    steps.open(translations[at], step);
  }

  open(figure.data.sentence, figure.data.step);
  figure.mount(...(translations.length > 1 ? [picker.element] : []), ...steps.parts);
}

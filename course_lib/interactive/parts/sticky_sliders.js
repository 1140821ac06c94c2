// Sliders that stay at the lower edge of the screen while what they move is scrolled: what they do is seen as they move.

// Below each other: the names are as wide as the widest, and so are the values.
const stickySliders = (...all) => html("div", { class: "sliders sticks" }, ...all.map(({ element }) => element));

// One whose value is all that is seen of its name.
const stickySlider = ({ shown, input }) => html("div", { class: "slider value-first sticks" }, shown, input);

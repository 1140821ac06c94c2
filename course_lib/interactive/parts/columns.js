// Beside each other where there is room, else below each other.
const columns = (...parts) => html("div", { class: "columns" }, ...parts);

// Sentences for people stand in the page (core/_words.html), translated with the rest.
const words = document.getElementById("sh-words")?.dataset ?? {};

export const say = (name) => words[name] ?? "";

// Sentences in the reader's language, from the page.

const texts = JSON.parse(document.getElementById("filling-texts").textContent);

export function text(key, values = {}) {
  return texts[key].replace(/%\((\w+)\)s/g, (_whole, name) => values[name]);
}

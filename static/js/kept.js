// What was typed and has not reached the portal, kept in this browser: one entry for each question, under
// "draft:user:submission:question". An entry says where its question is: {entries, version, label, place, url, at}.

export function keep(key, draft) {
  attempt(() => localStorage.setItem(key, JSON.stringify(draft)));
}

export function drop(key) {
  attempt(() => localStorage.removeItem(key));
}

export function read(key) {
  return attempt(() => JSON.parse(localStorage.getItem(key)));
}

export function dropAll(prefix) {
  for (const key of keysUnder(prefix)) drop(key);
}

// In the order of the pages.
export function keptUnder(prefix) {
  const drafts = keysUnder(prefix).map((key) => ({ key, ...read(key) }));
  return drafts.filter((draft) => draft.entries).sort(inOrder);
}

// A list item for each: the question, which leads there, and where it stands.
export function asItems(drafts) {
  return drafts.map(({ key, label, place, url }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url ?? "";
    link.textContent = label ?? key.split(":").at(-1);
    item.append(link);
    if (place) item.append(said(place));
    return item;
  });
}

function said(place) {
  const words = document.createElement("span");
  words.className = "kept__place";
  words.textContent = place;
  return words;
}

function keysUnder(prefix) {
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? [];
}

function inOrder(one, other) {
  return (one.url ?? "").split("#")[0].localeCompare((other.url ?? "").split("#")[0]) || (one.at ?? 0) - (other.at ?? 0);
}

// A browser that keeps nothing, or has no room left, still saves to the portal.
function attempt(act) {
  try {
    return act();
  } catch (error) {
    console.warn("draft not kept", error);
    return null;
  }
}

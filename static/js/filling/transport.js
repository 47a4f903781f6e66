// Sends to the portal and says what became of it:
// {kind, body} where kind is "done", "invalid", "stopped" (see body), "login", "stale",
// "refused" (the same would be refused again) or "away" (try again later).

const KINDS = { 200: "done", 401: "login", 403: "stale", 404: "stale", 409: "stopped", 422: "invalid" };
const LATER = [408, 425, 429]; // refusals of the moment
const PATIENCE = 30_000; // milliseconds

export async function send(url, data) {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const kind = kindOf(response.status);
    return { kind, body: kind === "away" ? {} : await bodyOf(response) };
  } catch {
    return { kind: "away", body: {} };
  }
}

function kindOf(status) {
  const isRefusal = status >= 400 && status < 500 && !LATER.includes(status);
  return KINDS[status] ?? (isRefusal ? "refused" : "away");
}

// The page at `url`, null when it cannot be had.
export async function fetchHtml(url) {
  const response = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
  return response?.ok && !response.redirected ? response.text() : null;
}

// The cookie, not the field in the page: a new log-in in another tab changes it.
export function csrfToken() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/);
  return found ? found[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

async function bodyOf(response) {
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  return isJson ? response.json() : {};
}

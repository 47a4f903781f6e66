// Nothing typed stays in a browser whose user logs out.

document.addEventListener("submit", (event) => {
  if (!event.target.action.endsWith("/logout/")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
});

// For every page. Without it everything still works.

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

// A menu closes by Escape and by a click elsewhere.
for (const menu of document.querySelectorAll("[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}

// A second click does not send a form twice. The form works again when the page comes back from the browser's memory.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    if (!event.defaultPrevented) form.dataset.sent = "yes"; // somebody may be asked first
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

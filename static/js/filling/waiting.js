// Looks every few seconds whether the score has come, and shows the page anew when it has.

const PAUSE = 3_000; // milliseconds

setInterval(async () => {
  const response = await fetch(location.href).catch(() => null);
  if (response?.ok && !(await response.text()).includes("data-waiting")) location.reload();
}, PAUSE);

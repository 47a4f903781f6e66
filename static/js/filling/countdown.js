// How much time is left, minute by minute, and what is still possible when it is over.

import { text } from "./texts.js";

const SECOND = 1_000; // milliseconds
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LAST_CALL = 5 * SECOND; // before the end, what is typed is sent as it is

const place = document.querySelector("[data-countdown]");
if (place) start();

function start() {
  const { now, deadline, end } = place.dataset;
  // By the portal's clock, which need not be the reader's; and by the hour, for a computer may have slept.
  const clock = { ahead: Date.parse(now) - Date.now(), deadline: Date.parse(deadline), end: Date.parse(end) };
  clock.phase = phaseAt(clock, Date.now() + clock.ahead);
  const look = () => show(clock, Date.now() + clock.ahead);
  setInterval(look, SECOND);
  for (const moment of ["visibilitychange", "focus", "pageshow"]) window.addEventListener(moment, look);
}

function show(clock, now) {
  const phase = phaseAt(clock, now);
  const words = WORDS[phase](clock, now);
  if (place.textContent !== words) place.textContent = words;
  if (phase !== "over" && now >= clock.end - LAST_CALL && !clock.called) {
    clock.called = true;
    window.dispatchEvent(new Event("lastcall"));
  }
  if (phase !== clock.phase) tell(phase);
  clock.phase = phase;
}

function phaseAt({ deadline, end }, now) {
  if (now < deadline) return "open";
  return now < end ? "grace" : "over";
}

const WORDS = {
  open: ({ deadline }, now) => (deadline - now < MINUTE ? text("under_a_minute") : text("left", { time: span(deadline - now) })),
  grace: ({ end }, now) => text("grace_left", { time: span(end - now) }),
  over: () => text("closed"),
};

function tell(phase) {
  const banner = document.querySelector("[data-deadline-banner]");
  if (!banner) return;
  banner.textContent = text(phase === "grace" ? "grace" : "over", { until: place.dataset.until });
  banner.hidden = phase === "open";
}

// Two units at most, as the portal says it.
function span(left) {
  if (left < MINUTE) return text("a_moment");
  const parts = left >= DAY ? [["day", left / DAY], ["hour", (left % DAY) / HOUR]] : [["hour", left / HOUR], ["minute", (left % HOUR) / MINUTE]];
  return parts.map(([unit, count]) => counted(unit, Math.floor(count))).filter(Boolean).join(" ");
}

function counted(unit, count) {
  return count ? text(count === 1 ? unit : `${unit}s`, { count }) : "";
}

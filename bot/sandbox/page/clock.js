// The demo's own time in the banner: what the app's clock shows, and the buttons that move it on.

import { el } from "./text.js";

const MOVES = [["hour", "+1 hour"], ["day", "+1 day"], ["morning", "Next working morning"]];
const PARTS = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" };
const formatted = new Intl.DateTimeFormat("en-GB", PARTS);
const JUMP = 60_000;
let ahead = null;

function parts(ms) {
  return Object.fromEntries(formatted.formatToParts(new Date(ms)).map((one) => [one.type, one.value]));
}

// What a clock on the wall shows, in milliseconds as if it hung in UTC.
export function wall(ms) {
  const { weekday, day, month, hour, minute } = parts(ms);
  return `${weekday} ${day} ${month}, ${hour}:${minute}`;
}

export function wallTime(ms) {
  const { weekday, hour, minute } = parts(ms);
  return `${weekday} ${hour}:${minute}`;
}

export function drawClock(holder, ms, move) {
  holder.hidden = ms === null;
  if (ms === null) return;
  if (!holder.firstChild) build(holder, move);
  const now = ms - Date.now();
  const jumped = ahead !== null && Math.abs(now - ahead) > JUMP;
  ahead = now;
  tick(holder);
  if (jumped) holder.querySelector("[role=status]").textContent = `It is now ${wall(ms)}`;
}

function build(holder, move) {
  const button = ([name, words]) => {
    const node = el("button", { type: "button", "data-move": name, text: words, onclick: async () => {
      node.setAttribute("aria-busy", "true");
      try { await move(name); } finally { node.removeAttribute("aria-busy"); }
    } });
    return node;
  };
  holder.append(el("p", {}, "Demo time: ", el("time")), el("span", { class: "moves" }, ...MOVES.map(button)), el("span", { class: "hidden", role: "status" }));
  setInterval(() => tick(holder), 1000);
}

function tick(holder) {
  const words = wall(Date.now() + ahead);
  const shown = holder.querySelector("time");
  if (shown.textContent !== words) shown.textContent = words;
}

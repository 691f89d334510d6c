// The story strip: the next thing to try, for the person who is chosen.

import { el } from "./text.js";

export function drawStory(holder, shown, hands) {
  const steps = shown.story;
  holder.hidden = steps.length === 0;
  const key = JSON.stringify([shown.user, steps]);
  if (holder.dataset.key === key) return;
  holder.dataset.key = key;
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done && step.mine) ?? steps.find((step) => !step.done);
  const dots = el("ol", { class: "dots", "aria-label": `${done} of ${steps.length} done` }, ...steps.map((step) => el("li", {
    class: `${step.done ? "done" : ""}${step === next ? " now" : ""}`, title: `${step.done ? "Done: " : ""}${step.title}`,
  })));
  holder.replaceChildren(dots, ...(next ? offer(next, shown, hands) : [el("p", {}, el("strong", { text: "That was the whole story." }), " Look around as you like.")]));
}

function offer(step, shown, hands) {
  const name = shown.names[step.person] ?? step.person;
  const words = el("p", {}, el("strong", { text: step.title }), " ", el("span", { class: "story-hint", text: step.hint }));
  if (!step.mine) {
    return [words, el("button", { type: "button", class: "button primary", text: `Switch to ${name}`, onclick: () => hands.become(step.person) })];
  }
  if (!step.text) return [words];
  return [words, el("code", { class: "story-line", text: step.text }), el("button", { type: "button", class: "button primary", text: "Do it", "data-story": step.number, onclick: () => hands.type(step.text) })];
}

// Blocks, drawn as Slack lays them out.

import { element } from "./elements.js";
import { cannotDraw, el, mrkdwn, rich, textObject } from "./text.js";

let serial = 0;

export function blocks(context, list) {
  return list.map((block) => {
    const node = (DRAWN[block.type] ?? ((_, unknown) => cannotDraw(unknown.type)))(context, block);
    node.dataset.blockId = block.block_id;
    node.classList.add("block", `block-${block.type}`);
    return node;
  });
}

function section(context, block) {
  const words = el("div", { class: "words" });
  if (block.text) words.append(textObject(block.text));
  if (block.fields) words.append(el("div", { class: "fields" }, ...block.fields.map((field) => el("div", {}, textObject(field)))));
  const part = block.accessory;
  if (!part) return el("div", {}, words);
  const side = part.type === "image" ? image(context, part) : element(context, block, part);
  return el("div", { class: "with-accessory" }, words, side);
}

function image(_, part) {
  return el("span", { class: "cannot", text: `(picture: ${part.alt_text})` });
}

function contextBlock(context, block) {
  return el("div", {}, ...block.elements.map((part) => (part.type === "image" ? image(context, part) : textObject(part))));
}

function input(context, block) {
  serial += 1;
  const [labelId, hintId, errorId] = ["label", "hint", "error"].map((word) => `${word}-${serial}`);
  const error = context.errors?.[block.block_id];
  const described = [block.hint && hintId, error && errorId].filter(Boolean).join(" ") || null;
  const label = el("div", { class: "label", id: labelId }, textObject(block.label));
  if (block.optional) label.append(el("span", { class: "optional", text: " (optional)" }));
  const field = element(context, block, block.element, labelId, described);
  label.addEventListener("click", () => (field.matches("input,select,textarea") ? field : field.querySelector("input"))?.focus());
  return el("div", {}, label, field,
    error && el("p", { class: "error", id: errorId, role: "alert", text: error }),
    block.hint && el("p", { class: "hint", id: hintId }, textObject(block.hint)));
}

function table(_, block) {
  const cell = (one) => (one.type === "raw_text" ? el("td", { text: one.text }) : el("td", {}, ...one.elements.map(rich)));
  return el("div", {}, el("table", {}, ...block.rows.map((row) => el("tr", {}, ...row.map(cell)))));
}

const DRAWN = {
  section, input, table,
  header: (_, block) => el("h3", {}, textObject(block.text)),
  divider: () => el("hr"),
  context: contextBlock,
  image: (_, block) => el("p", { class: "cannot", text: `(picture: ${block.alt_text})` }),
  actions: (context, block) => el("div", {}, ...block.elements.map((part) => element(context, block, part))),
  rich_text: (_, block) => el("div", {}, ...block.elements.map(rich)),
};

export function messageText(text) {
  return el("div", { class: "block" }, mrkdwn(text));
}

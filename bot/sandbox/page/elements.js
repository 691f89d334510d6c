// The elements that people press, choose from and type into.

import { fileInput } from "./files.js";
import { el, textObject } from "./text.js";

let serial = 0;
const fresh = (word) => `${word}-${(serial += 1)}`;
const TYPED = ["plain_text_input", "email_text_input", "url_text_input", "number_input"];
const PAUSE = 180;

// A context says where an element stands: { surface, values, errors, page } with page = { act, suggest, confirm, people }.
export function element(context, block, part, labelId, describedBy) {
  const place = { context, block, part, labelId, describedBy };
  const draw = DRAWN[part.type];
  const node = draw ? draw(place) : el("span", { class: "cannot" }, "This demo can’t draw a ", el("code", { text: part.type }), ".");
  node.dataset.blockId = block.block_id;
  node.dataset.actionId = part.action_id;
  node.classList.add("element");
  return node;
}

function value({ context, block, part }) {
  return context.values[block.block_id]?.[part.action_id] ?? {};
}

async function agreed({ context, part }) {
  return !part.confirm || context.page.confirm(part.confirm);
}

function tell({ context, block, part }, raw, done = true) {
  return context.page.act(context.surface, block.block_id, part.action_id, raw, done);
}

// Asks first where the element asks; false means that nothing was done.
async function act(place, raw, done = true) {
  return (!done || await agreed(place)) && tell(place, raw, done);
}

async function follow(place, url, raw) {
  if (!(await agreed(place))) return;
  if (url) window.open(url, "_blank", "noopener");
  await tell(place, raw);
}

function common(place, extra = {}) {
  const { block, part, labelId, describedBy, context } = place;
  const label = labelId ? { "aria-labelledby": labelId } : { "aria-label": part.placeholder?.text ?? block.text?.text ?? "Choose" };
  return {
    ...label, ...extra, "data-block-id": block.block_id, "data-action-id": part.action_id,
    "aria-describedby": describedBy, "aria-invalid": context.errors?.[block.block_id] ? "true" : null,
    autofocus: part.focus_on_load ? true : null,
  };
}

function button(place) {
  const { part } = place;
  const node = el("button", {
    type: "button", class: `button ${part.style ?? ""}`, "aria-label": part.accessibility_label,
    onclick: () => busy(node, () => follow(place, part.url, null)),
  }, textObject(part.text));
  return node;
}

async function busy(node, work) {
  node.setAttribute("aria-busy", "true");
  try { await work(); } finally { node.removeAttribute("aria-busy"); }
}

function options(part) {
  const one = (entry) => el("option", { value: entry.value, text: entry.text.text });
  const groups = (part.option_groups ?? []).map((group) => el("optgroup", { label: group.label.text }, ...group.options.map(one)));
  return [...(part.options ?? []).map(one), ...groups];
}

function select(place, choices, chosen, raw) {
  const { part, block } = place;
  const clears = block.type === "input" && block.optional;
  const empty = el("option", { value: "", text: part.placeholder?.text ?? "Choose …" });
  let before = chosen ?? "";
  const pick = async () => {
    if ((await act(place, node.value ? raw(node.value) : null)) === false) node.value = before;
    else before = node.value;
  };
  const node = el("select", common(place, { onchange: () => (node.value || clears) && busy(node, pick) }), empty, ...choices);
  node.value = before;
  return node;
}

function staticSelect(place) {
  return select(place, options(place.part), value(place).selected_option?.value, (chosen) => chosen);
}

function peopleOptions({ context }) {
  return context.page.people().map((person) => el("option", { value: person.id, text: person.name }));
}

function usersSelect(place) {
  return select(place, peopleOptions(place), value(place).selected_user, (chosen) => chosen);
}

function channelsSelect(place) {
  const entry = value(place);
  const choices = place.context.page.channels().map((one) => el("option", { value: one.id, text: one.name }));
  return select(place, choices, entry.selected_channel ?? entry.selected_conversation, (chosen) => chosen);
}

// Several of a list: boxes to tick, as many as may be chosen.
function several(place, choices, chosen) {
  const { part, labelId, describedBy } = place;
  const most = part.max_selected_items ?? Infinity;
  const list = el("div", {
    class: "boxes several", role: "group", "aria-labelledby": labelId, "aria-label": labelId ? null : part.placeholder?.text ?? "Choose", "aria-describedby": describedBy,
  });
  const ticked = () => [...list.querySelectorAll("input:checked")].map((box) => box.value);
  const limit = () => { for (const box of list.querySelectorAll("input")) box.disabled = !box.checked && ticked().length >= most; };
  for (const [raw, words] of choices) {
    const box = el("input", { type: "checkbox", value: raw, onchange: () => { limit(); busy(list, () => act(place, ticked())); } });
    box.checked = chosen.includes(raw);
    list.append(el("label", {}, box, el("span", { text: words })));
  }
  limit();
  return list;
}

function multiStatic(place) {
  const { part } = place;
  const offered = [...(part.options ?? []), ...(part.option_groups ?? []).flatMap((group) => group.options)];
  const chosen = (value(place).selected_options ?? []).map((one) => one.value);
  return several(place, offered.map((one) => [one.value, one.text.text]), chosen);
}

function multiUsers(place) {
  const people = place.context.page.people().map((person) => [person.id, person.name]);
  return several(place, people, value(place).selected_users ?? []);
}

function datepicker(place) {
  const node = el("input", common(place, {
    type: "date", onchange: () => (!node.value || node.value >= "1900") && busy(node, () => act(place, node.value || null)),
  }));
  node.value = value(place).selected_date ?? "";
  return node;
}

function timepicker(place) {
  const node = el("input", common(place, { type: "time", onchange: () => act(place, node.value || null) }));
  node.value = value(place).selected_time ?? "";
  return node;
}

function boxes(place, kind) {
  const { part, labelId, describedBy, block } = place;
  const entry = value(place);
  const chosen = kind === "radio" ? [entry.selected_option?.value] : (entry.selected_options ?? []).map((one) => one.value);
  const name = fresh("group");
  const group = el("div", { class: "boxes", role: kind === "radio" ? "radiogroup" : "group", "aria-labelledby": labelId, "aria-label": labelId ? null : block.text?.text, "aria-describedby": describedBy });
  const changed = () => {
    const ticked = [...group.querySelectorAll("input:checked")].map((box) => box.value);
    busy(group, () => act(place, kind === "radio" ? ticked[0] : ticked));
  };
  for (const entry of part.options) {
    const box = el("input", { type: kind, name, value: entry.value, onchange: changed });
    box.checked = chosen.includes(entry.value);
    const words = el("span", {}, textObject(entry.text));
    if (entry.description) words.append(el("small", {}, textObject(entry.description)));
    group.append(el("label", {}, box, words));
  }
  return group;
}

function typed(place) {
  const { part } = place;
  const shared = common(place, { placeholder: part.placeholder?.text, spellcheck: "false", autocomplete: "off" });
  const node = part.multiline ? el("textarea", { ...shared, rows: 4 }) : el("input", { ...shared, type: "text" });
  node.value = value(place).value ?? "";
  let timer = null;
  let known = node.value;
  const flush = (done) => {
    clearTimeout(timer);
    timer = null;
    if (!done && node.value === known) return null;
    known = node.value;
    return act(place, node.value, done);
  };
  node.flush = () => flush(false);
  node.addEventListener("input", () => { timer ??= setTimeout(() => flush(false), PAUSE); });
  node.addEventListener("blur", () => flush(false));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || (part.multiline && !event.metaKey && !event.ctrlKey)) return;
    event.preventDefault();
    if (event.metaKey || event.ctrlKey) node.form?.requestSubmit();
    else flush(true);
  });
  return node;
}

function overflow(place) {
  const { part } = place;
  const choices = part.options.map((entry) => ({
    words: entry.text.text, note: entry.description?.text,
    pick: () => follow(place, entry.url, entry.value),
  }));
  return menuButton("⋯", "More", choices);
}

export function menuButton(face, label, choices) {
  const box = el("div", { class: "menu-box" });
  const menu = el("ul", { class: "menu", role: "menu", hidden: true });
  const opener = el("button", { type: "button", class: "button overflow", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label, text: face });
  wireMenu(box, opener, menu, () => choices);
  box.append(opener, menu);
  return box;
}

// A menu that hangs from a button near an edge is moved in.
function keepOnScreen(menu) {
  menu.style.translate = "none";
  const { left, right } = menu.getBoundingClientRect();
  const over = right - document.documentElement.clientWidth + 8;
  const aside = over > 0 ? -over : Math.max(0, 8 - left);
  menu.style.translate = `${aside}px 0`;
}

export function wireMenu(box, opener, menu, choices) {
  const close = (back) => {
    menu.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (back) opener.focus();
  };
  const open = () => {
    menu.replaceChildren(...choices().map((choice) => el("li", { role: "none" }, el("button", {
      type: "button", role: "menuitem", tabindex: "-1", "data-choice": choice.words,
      onclick: () => { close(true); busy(opener, choice.pick); },
    }, choice.words, choice.note && el("small", { text: choice.note })))));
    menu.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    keepOnScreen(menu);
    menu.querySelector("button")?.focus();
    menu.scrollIntoView({ block: "nearest" });
  };
  opener.addEventListener("click", () => (menu.hidden ? open() : close(true)));
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(false); });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); items.at((at + step) % items.length).focus(); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(true); }
  });
}

// A typeahead: the app is asked for options while one types; arrows and Enter choose.
function externalSelect(place) {
  const { part, context, block } = place;
  const many = part.type === "multi_external_select";
  const chosen = many ? [...(value(place).selected_options ?? [])] : [value(place).selected_option].filter(Boolean);
  const listId = fresh("list");
  const list = el("ul", { class: "menu listbox", role: "listbox", id: listId, hidden: true });
  const input = el("input", common(place, {
    type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list",
    placeholder: part.placeholder?.text ?? "Type to search", autocomplete: "off", spellcheck: "false",
  }));
  const chips = el("span", { class: "chips" });
  const shown = () => (many ? "" : chosen[0]?.text.text ?? "");
  let offered = [];
  let active = -1;
  let timer = null;
  let asked = 0;
  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = (to) => {
    active = to;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    const item = list.children[active];
    if (item) { input.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
  };
  const drawChips = () => {
    if (!many) return;
    chips.replaceChildren(...chosen.map((one) => el("button", {
      type: "button", class: "chip", "aria-label": `Remove ${one.text.text}`, text: `${one.text.text} ×`,
      onclick: () => { chosen.splice(chosen.indexOf(one), 1); drawChips(); act(place, chosen.map((entry) => entry.value)); },
    })));
  };
  const pick = (entry) => {
    if (many) { if (!chosen.some((one) => one.value === entry.value)) chosen.push(entry); } else { chosen[0] = entry; }
    input.value = shown();
    drawChips();
    close();
    busy(input, () => act(place, many ? chosen.map((one) => one.value) : entry.value));
  };
  const show = () => {
    const rows = offered.map((entry) => el("li", { role: "option", id: fresh("option"), "aria-selected": "false", "data-value": entry.value, onmousedown: (event) => { event.preventDefault(); pick(entry); } }, entry.text.text, entry.description && el("small", { text: entry.description.text })));
    list.replaceChildren(...(rows.length ? rows : [el("li", { class: "nothing", text: "Nothing found" })]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(rows.length ? 0 : -1);
  };
  const ask = async () => {
    const mine = (asked += 1);
    const least = part.min_query_length ?? 3;
    if (input.value.length < least) { close(); return; }
    const answer = await context.page.suggest(context.surface, block.block_id, part.action_id, input.value);
    if (mine !== asked || document.activeElement !== input) return;
    offered = answer;
    show();
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); };
  input.addEventListener("input", later);
  input.addEventListener("focus", () => { input.select(); if ((part.min_query_length ?? 3) === 0) { later(); } });
  input.addEventListener("blur", () => { clearTimeout(timer); asked += 1; close(); input.value = shown(); });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden && offered.length) { event.preventDefault(); mark((active + step + offered.length) % offered.length); }
    if (event.key === "Enter") { event.preventDefault(); if (!list.hidden && offered[active]) pick(offered[active]); }
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); close(); }
  });
  input.value = shown();
  drawChips();
  return el("div", { class: "menu-box search" }, chips, input, list);
}

const DRAWN = {
  button, file_input: (place) => fileInput(place, common(place), value(place).files ?? [], busy), overflow, datepicker, timepicker,
  static_select: staticSelect, users_select: usersSelect, channels_select: channelsSelect, conversations_select: channelsSelect,
  external_select: externalSelect, multi_external_select: externalSelect, multi_static_select: multiStatic, multi_users_select: multiUsers,
  checkboxes: (place) => boxes(place, "checkbox"), radio_buttons: (place) => boxes(place, "radio"),
  ...Object.fromEntries(TYPED.map((kind) => [kind, typed])),
};

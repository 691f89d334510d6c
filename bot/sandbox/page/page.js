// The page of the demo workspace: asks what is on the chosen person's screen, draws it, and says what they do.

import { blocks, messageText } from "./blocks.js";
import { drawClock, wallTime } from "./clock.js";
import { wireMenu } from "./elements.js";
import { fileCard, openPaper } from "./papers.js";
import { ask, withIds } from "./talk.js";
import { el, names, textObject } from "./text.js";
import { drawStory } from "./story.js";

const $ = (id) => document.getElementById(id);
const tab = (sessionStorage.tab ??= `page-${Math.random().toString(36).slice(2, 10)}`);
const me = { user: sessionStorage.user ?? "", channel: sessionStorage.channel ?? "", view: "messages", recall: -1, threads: new Set() };
let shown = null;
let polling = null;
let queue = Promise.resolve();

// Deeds go out one after another, so that what was typed arrives before the button that was pressed.
function deed(what) {
  const work = queue.then(() => ask("/page/do", { user: me.user, tab, ...what }));
  queue = work.catch(() => null);
  return work.catch((error) => toast(error.message));
}

async function flushTyped(root) {
  for (const node of root.querySelectorAll("input,textarea")) await node.flush?.();
}

const page = {
  act: (surface, block_id, action_id, value, done) => deed({ do: "act", surface, block_id, action_id, value, done }),
  suggest: async (surface, block_id, action_id, query) => (await deed({ do: "suggest", surface, block_id, action_id, query }))?.options ?? [],
  putIn: async (surface, block_id, action_id, files) => Boolean((await deed({ do: "put in", surface, block_id, action_id, files }))?.taken),
  confirm: confirmed,
  people: () => shown.pickable.map((id) => ({ id, name: shown.names[id] })),
  channels: () => shown.channels,
};

function confirmed(texts) {
  const dialog = $("confirm");
  return new Promise((resolve) => {
    const answer = (yes) => () => { dialog.close(); resolve(yes); };
    dialog.oncancel = () => resolve(false);
    dialog.replaceChildren(
      el("h2", { id: "confirm-title" }, textObject(texts.title)),
      el("div", { class: "confirm-text" }, textObject(texts.text)),
      el("div", { class: "dialog-foot" },
        el("button", { type: "button", class: "button", onclick: answer(false) }, textObject(texts.deny)),
        el("button", { type: "button", class: `button ${texts.style ?? "primary"}`, onclick: answer(true) }, textObject(texts.confirm))));
    dialog.showModal();
  });
}

function toast(words) {
  const box = $("notice");
  box.hidden = !words;
  if (!words) return;
  const away = () => { box.hidden = true; deed({ do: "dismiss" }); };
  box.replaceChildren(el("span", { text: words }), el("button", { type: "button", "aria-label": "Dismiss", text: "×", onclick: away }));
}

function avatar(name, app) {
  const initials = name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 3600, 7) / 10;
  const node = el("span", { class: `avatar${app ? " app" : ""}`, "aria-hidden": "true", text: initials });
  node.style.setProperty("--hue", hue);
  return node;
}

function stamp(one) {
  if (one.demo_ms !== null) return wallTime(one.demo_ms);
  return new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(new Date(Number(one.ts) * 1000));
}

// Draws a node anew only when what it shows has changed: focus and half-typed words stay.
function keyed(holder, items, key, draw) {
  const old = new Map([...holder.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map((item) => {
    const name = key(item);
    const before = old.get(name);
    if (before) return before;
    const node = draw(item);
    node.dataset.key = name;
    return node;
  });
  const same = nodes.length === holder.children.length && nodes.every((node, at) => holder.children[at] === node);
  if (!same) { const back = remember(holder); place(holder, nodes); back(); }
  return !same;
}

// Leaves every node that stays where it is, so that the page does not jump and focus is not lost.
function place(holder, nodes) {
  const staying = new Set(nodes);
  for (const node of [...holder.childNodes]) if (!staying.has(node)) node.remove();
  nodes.forEach((node, at) => { if (holder.childNodes[at] !== node) holder.insertBefore(node, holder.childNodes[at] ?? null); });
}

// Puts focus, and words that were not sent yet, back after a redraw.
function remember(holder) {
  const focused = holder.contains(document.activeElement) ? document.activeElement : null;
  const ids = focused && focused.closest("[data-action-id]")?.dataset;
  const ts = focused?.closest("[data-ts]")?.dataset.ts;
  const caret = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  const words = focused?.flush ? focused.value : null;
  return () => {
    if (!ids || holder.contains(document.activeElement)) return;
    const within = (ts && holder.querySelector(`[data-ts="${CSS.escape(ts)}"]`)) ?? holder;
    const again = within.querySelector(`[data-block-id="${CSS.escape(ids.blockId)}"][data-action-id="${CSS.escape(ids.actionId)}"]`);
    const target = again?.matches("input,select,textarea,button") ? again : again?.querySelector("input,button,select");
    if (!target) return;
    if (words !== null && target.flush) target.value = words;
    target.focus({ preventScroll: true });
    if (caret && target.flush) target.setSelectionRange(...caret);
  };
}

function message(one) {
  const context = { surface: { kind: "message", id: one.ts }, values: one.values, page };
  const body = one.blocks.length ? blocks(context, one.blocks) : one.text ? [messageText(one.text)] : [];
  const files = one.files.map((file) => fileCard(file, (chosen) => openPaper($("paper"), chosen, me.user)));
  const kinds = `${one.ephemeral ? " ephemeral" : ""}${one.deleted ? " deleted" : ""}`;
  return el("article", { class: `message${kinds}`, "data-ts": one.ts, "aria-label": `${one.author}, ${stamp(one)}` },
    avatar(one.author, one.app),
    el("div", { class: "body" },
      one.ephemeral && el("p", { class: "only-you", text: "Only visible to you" }),
      el("p", { class: "who" }, el("strong", { text: one.author }), one.app && el("span", { class: "badge", text: "APP" }), el("time", { text: stamp(one) }), one.edited && !one.ephemeral && el("span", { class: "edited", text: "(edited)" })),
      ...body, ...files, ...thread(one)));
}

function repliesTo(one) {
  return shown.messages.filter((each) => each.thread === one.ts);
}

// What hangs under a message, closed until somebody opens it.
function thread(one) {
  const replies = repliesTo(one);
  if (replies.length === 0) return [];
  const list = el("div", { class: "replies", id: `replies-${one.ts}`, hidden: !me.threads.has(one.ts) }, ...replies.map(message));
  const opener = el("button", {
    type: "button", class: "thread", "aria-expanded": String(!list.hidden), "aria-controls": list.id,
    "data-block-id": "thread", "data-action-id": "thread", text: replies.length === 1 ? "1 reply" : `${replies.length} replies`,
    onclick: () => {
      list.hidden = !list.hidden;
      opener.setAttribute("aria-expanded", String(!list.hidden));
      if (list.hidden) me.threads.delete(one.ts);
      else me.threads.add(one.ts);
    },
  });
  return [opener, list];
}

function drawMessages() {
  const here = shown.messages.filter((one) => one.channel === me.channel);
  const stamps = new Set(here.map((one) => one.ts));
  const mine = here.filter((one) => !stamps.has(one.thread));
  const scroll = $("scroll");
  const low = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  const before = scroll.dataset.last;
  const key = (one) => JSON.stringify([one.ts, one.text, one.blocks, one.files.length, repliesTo(one).map(key)]);
  const changed = keyed($("messages"), mine, key, message);
  const last = mine.at(-1)?.ts ?? "";
  if (mine.length === 0) $("messages").replaceChildren(empty());
  sessionStorage[`seen-${me.user}-${me.channel}`] = here.at(-1)?.ts ?? "";
  const added = last !== before;
  scroll.dataset.last = last;
  if (me.view === "messages" && (added || (changed && low))) showNewest(mine.length);
}

// A message taller than the screen is shown from its beginning.
function showNewest(count) {
  const newest = $("messages").lastElementChild;
  if (!newest || !count) return;
  const tall = newest.offsetHeight > $("scroll").clientHeight;
  newest.scrollIntoView({ block: tall ? "start" : "end" });
}

function empty() {
  return el("div", { class: "empty" }, el("p", { class: "big", text: "Nothing here yet" }), el("p", {}, "Type ", el("code", { text: shown.commands[0]?.name ?? "/" }), " below and press Enter."));
}

function drawHome() {
  const home = shown.home;
  if (!home) { $("home").replaceChildren(el("div", { class: "empty" }, el("p", { class: "big", text: "Home is on its way …" }))); return; }
  keyed($("home"), [home], (one) => JSON.stringify([one.id, one.blocks]), (one) => el("div", { class: "home-body" }, ...blocks({ surface: { kind: "view", id: one.id }, values: one.values, page }, one.blocks)));
}

function drawSide() {
  const person = (one) => el("button", {
    type: "button", class: "person", "aria-pressed": String(one.id === me.user), "data-user": one.id, onclick: () => become(one.id),
  }, avatar(one.name), el("span", {}, el("strong", { text: one.name }), el("small", { text: one.title })));
  const channel = (one) => {
    const newest = shown.messages.filter((each) => each.channel === one.id).at(-1)?.ts ?? "";
    const unread = one.id !== me.channel && newest > (sessionStorage[`seen-${me.user}-${one.id}`] ?? "");
    return el("button", {
      type: "button", class: `channel${unread ? " unread" : ""}`, "aria-current": one.id === me.channel ? "page" : null, "data-channel": one.id, onclick: () => go(one.id),
    }, el("span", { "aria-hidden": "true", text: one.dm ? "◆" : "#" }), one.name, unread && el("span", { class: "dot", "aria-label": "new" }));
  };
  const body = [
    el("h1", { text: shown.team }),
    el("h2", { text: "You are" }), el("div", { class: "people", role: "group", "aria-label": "You are" }, ...shown.people.map(person)),
    el("h2", { text: "Channels" }), el("div", {}, ...shown.channels.filter((one) => !one.dm).map(channel)),
    el("h2", { text: "Apps" }), el("div", {}, ...shown.channels.filter((one) => one.dm).map(channel)),
  ];
  redraw($("side"), [shown.people, shown.channels, me.user, me.channel, shown.messages.map((one) => [one.ts, one.channel])], body);
}

function redraw(holder, facts, body) {
  const key = JSON.stringify(facts);
  if (holder.dataset.key === key) return;
  const path = holder.contains(document.activeElement) ? { ...document.activeElement.dataset } : null;
  holder.dataset.key = key;
  holder.replaceChildren(...body);
  const [[name, value]] = Object.entries(path ?? { none: "" }).slice(0, 1).concat([["none", ""]]);
  holder.querySelector(`[data-${name}="${CSS.escape(value)}"]`)?.focus();
}

function drawTop() {
  const channel = shown.channels.find((one) => one.id === me.channel);
  const kind = (name, words) => el("button", { type: "button", role: "tab", "aria-selected": String(me.view === name), "data-tab": name, text: words, onclick: () => look(name) });
  const tabs = channel.dm ? el("div", { class: "tabs", role: "tablist", "aria-label": channel.name }, kind("home", "Home"), kind("messages", "Messages")) : null;
  redraw($("top"), [channel, me.view], [el("h2", { text: channel.dm ? channel.name : `# ${channel.name}` }), tabs].filter(Boolean));
  $("home").hidden = me.view !== "home";
  $("messages").hidden = me.view === "home";
  $("composer").hidden = me.view === "home";
}

function look(view) {
  me.view = view;
  draw();
  if (view === "home") deed({ do: "home" });
  else showNewest(1);
}

function modalNode(view, depth) {
  const context = { surface: { kind: "view", id: view.id }, values: view.values, errors: view.errors, page };
  const close = (everything) => () => closeModal(everything);
  const form = el("form", { class: "modal-form", novalidate: true },
    el("div", { class: "dialog-head" },
      el("h2", { id: "modal-title", text: view.title.text }),
      depth > 1 && el("span", { class: "depth", text: `${depth} of 3` }),
      el("button", { type: "button", class: "x", "aria-label": "Close all", text: "×", onclick: close(true) })),
    el("div", { class: "dialog-body", tabindex: "-1" }, ...blocks(context, view.blocks)),
    el("div", { class: "dialog-foot" },
      el("button", { type: "button", class: "button", "data-close": true, onclick: close(false), text: view.close?.text ?? "Close" }),
      view.submit && el("button", { type: "submit", class: "button primary", "data-submit": true, text: view.submit.text })));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    await flushTyped(form);
    await deed({ do: "submit" });
    form.removeAttribute("aria-busy");
  });
  return form;
}

async function closeModal(everything) {
  await flushTyped($("modal"));
  return deed({ do: "close", everything });
}

function drawModal() {
  const dialog = $("modal");
  const top = shown.modals.at(-1);
  if (!top) { if (dialog.open) { dialog.close(); dialog.replaceChildren(); } return; }
  const key = (one) => JSON.stringify([one.id, one.title, one.submit, one.close, one.blocks, one.errors]);
  const body = dialog.querySelector(".dialog-body");
  const [at, id, first] = [body?.scrollTop ?? 0, dialog.dataset.view, firstBlock(dialog)];
  const changed = keyed(dialog, [top], key, (one) => modalNode(one, shown.modals.length));
  if (!dialog.open) dialog.showModal();
  dialog.dataset.view = top.id;
  if (!changed) return;
  const same = id === top.id && first === firstBlock(dialog) && dialog.contains(document.activeElement);
  dialog.querySelector(".dialog-body").scrollTop = same ? at : 0;
  if (Object.keys(top.errors).length) dialog.querySelector("[aria-invalid=true]")?.focus();
  else if (!same) firstField(dialog)?.focus();
}

// Other fields are another form: it is read from its beginning.
function firstBlock(dialog) {
  return dialog.querySelector(".block-input")?.dataset.blockId;
}

function firstField(dialog) {
  const body = ".dialog-body";
  return dialog.querySelector("[autofocus]") ?? dialog.querySelector(`${body} input, ${body} select, ${body} textarea`) ?? dialog.querySelector(body);
}

function draw() {
  if (!shown) return;
  names.people = shown.names;
  names.channels = Object.fromEntries(shown.channels.map((one) => [one.id, one.name]));
  me.user = sessionStorage.user = shown.user;
  if (!shown.channels.some((one) => one.id === me.channel)) me.channel = shown.channels.find((one) => one.dm).id;
  if (!shown.channels.find((one) => one.id === me.channel).dm) me.view = "messages";
  drawSide();
  drawTop();
  drawClock($("clock"), shown.clock, (move) => deed({ do: "clock", move }));
  drawStory($("story"), shown, { become, type });
  if (me.view === "home") drawHome();
  else drawMessages();
  drawModal();
  if (shown.notice) toast(shown.notice);
  else $("notice").hidden = true;
}

function go(channel) {
  me.channel = sessionStorage.channel = channel;
  me.view = "messages";
  draw();
  $("line").focus();
}

function become(user) {
  const dm = shown.channels.find((one) => one.id === me.channel)?.dm;
  if (dm) me.channel = "";
  me.user = sessionStorage.user = user;
  if (me.view === "home") deed({ do: "home" });
  poll(-1);
}

function type(words) {
  if (me.view === "home") look("messages");
  $("line").value = words;
  $("composer").requestSubmit();
}

async function poll(known) {
  polling?.abort();
  const mine = (polling = new AbortController());
  for (let version = known; polling === mine;) {
    try {
      const answer = await fetch(`/page/state?${new URLSearchParams({ user: me.user, tab, known: version })}`, { signal: mine.signal });
      const state = await answer.json();
      if (polling !== mine) return;
      document.body.classList.remove("gone");
      shown = state;
      version = state.version;
      draw();
    } catch (error) {
      if (error.name === "AbortError") return;
      document.body.classList.add("gone");
      toast("The demo does not answer. Is it still running?");
      await new Promise((resolve) => { setTimeout(resolve, 1500); });
    }
  }
}

function wireComposer() {
  const line = $("line");
  const offers = $("offers");
  const sent = JSON.parse(sessionStorage.sent ?? "[]");
  const row = (fill, ...words) => el("li", { role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); line.value = fill; offer(); } }, ...words);
  const command = (one) => row(`${one.name} `, el("strong", { text: one.name }), ` ${one.usage}`, el("small", { text: one.description }));
  const person = (one) => row(line.value.replace(/@[^@]*$/, `@${one.name} `), el("strong", { text: `@${one.name}` }));
  const fitting = () => {
    if (line.value.startsWith("/") && !line.value.includes(" ")) return shown.commands.filter((one) => one.name.startsWith(line.value)).map(command);
    const letters = /(?:^|\s)@([^@]*)$/.exec(line.value)?.[1].toLowerCase();
    return letters === undefined ? [] : page.people().filter((one) => one.name.toLowerCase().startsWith(letters)).map(person);
  };
  const offer = () => {
    const found = fitting();
    offers.hidden = found.length === 0;
    offers.replaceChildren(...found);
  };
  line.addEventListener("input", offer);
  line.addEventListener("blur", () => { offers.hidden = true; });
  line.addEventListener("keydown", (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step) {
      event.preventDefault();
      me.recall = Math.max(-1, Math.min(sent.length - 1, me.recall + step));
      line.value = me.recall < 0 ? "" : sent.at(-1 - me.recall);
    }
    if (event.key === "Escape") offers.hidden = true;
  });
  $("composer").addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = line.value.trim();
    if (!words) return;
    if (sent.at(-1) !== words) sent.push(words);
    sessionStorage.sent = JSON.stringify(sent.slice(-50));
    me.recall = -1;
    line.value = "";
    offers.hidden = true;
    $("composer").setAttribute("aria-busy", "true");
    await deed({ do: "send", channel: me.channel, line: withIds(words, page.people()) });
    $("composer").removeAttribute("aria-busy");
  });
}

function wireShortcuts() {
  const menu = el("ul", { class: "menu up", role: "menu", "aria-label": "Shortcuts", hidden: true });
  const box = el("div", { class: "menu-box" });
  $("bolt").replaceWith(box);
  const opener = el("button", { type: "button", class: "bolt", id: "bolt", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "Shortcuts", title: "Shortcuts", text: "⚡" });
  box.append(opener, menu);
  wireMenu(box, opener, menu, () => shown.shortcuts.map((one) => ({ words: one.name, pick: () => deed({ do: "shortcut", callback_id: one.callback_id }) })));
}

$("modal").addEventListener("cancel", (event) => { event.preventDefault(); closeModal(false); });
$("modal").addEventListener("close", () => { if (shown?.modals.length) $("modal").showModal(); });
wireComposer();
wireShortcuts();
poll(-1);

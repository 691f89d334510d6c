// Texts as Slack writes them: plain text, mrkdwn and rich text, drawn as nodes; nothing is ever parsed as HTML.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const names = { people: {}, channels: {} };

const EMOJI = {
  white_check_mark: "✅", warning: "⚠️", tada: "🎉", dart: "🎯", eyes: "👀", lock: "🔒", calendar: "📅",
  pencil2: "✏️", memo: "📝", bulb: "💡", zap: "⚡", wave: "👋", heavy_check_mark: "✔️", x: "❌", clock9: "🕘",
};

function emoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);
}

function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function link(url, label) {
  const safe = /^(https?:|mailto:)/.test(url);
  return safe ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: label || url })
    : document.createTextNode(label || url);
}

function mention(words) {
  return el("span", { class: "mention", text: words });
}

export function date(timestamp, format, fallback) {
  const day = new Date(timestamp * 1000);
  const style = (options) => new Intl.DateTimeFormat(undefined, options).format(day);
  const parts = {
    date_num: () => day.toISOString().slice(0, 10),
    date: () => style({ dateStyle: "long" }), date_pretty: () => style({ dateStyle: "long" }),
    date_short: () => style({ dateStyle: "medium" }), date_short_pretty: () => style({ dateStyle: "medium" }),
    date_long: () => style({ dateStyle: "full" }), date_long_pretty: () => style({ dateStyle: "full" }),
    day_divider_pretty: () => style({ dateStyle: "long" }), ago: () => style({ dateStyle: "long" }),
    time: () => style({ timeStyle: "short" }), time_secs: () => style({ timeStyle: "medium" }),
  };
  if (Number.isNaN(day.getTime())) return fallback || "";
  return format.replace(/\{(\w+)\}/g, (whole, name) => (parts[name] ? parts[name]() : whole));
}

function angled(inside) {
  const [target, label] = inside.split("|", 2);
  if (target.startsWith("@")) return mention(`@${names.people[target.slice(1)] ?? label ?? target.slice(1)}`);
  if (target.startsWith("#")) return mention(`#${label || names.channels[target.slice(1)] || target.slice(1)}`);
  if (target.startsWith("!date^")) {
    const [, stamp, format, url] = target.split("^");
    const words = date(Number(stamp), format, label);
    return url ? link(url, words) : document.createTextNode(words);
  }
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`);
  return link(unescape(target), label && unescape(label));
}

const MARKS = [
  [/```\n?([\s\S]+?)```/, (m) => el("pre", { text: unescape(m[1]) })],
  [/`([^`\n]+)`/, (m) => el("code", { text: unescape(m[1]) })],
  [/<([^<>\n]+)>/, (m) => angled(m[1])],
  [/(?<![\p{L}\d*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\p{L}\d*])/u, (m) => el("strong", {}, ...marked(m[1]))],
  [/(?<![\p{L}\d_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\d_])/u, (m) => el("em", {}, ...marked(m[1]))],
  [/(?<![\p{L}\d~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\p{L}\d~])/u, (m) => el("s", {}, ...marked(m[1]))],
];

function marked(text) {
  let first = null;
  for (const [pattern, draw] of MARKS) {
    const match = pattern.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { match, draw };
  }
  if (!first) return text ? [document.createTextNode(emoji(unescape(text)))] : [];
  const { match, draw } = first;
  const end = match.index + match[0].length;
  return [...marked(text.slice(0, match.index)), draw(match), ...marked(text.slice(end))];
}

export function mrkdwn(text) {
  const out = el("span", { class: "mrkdwn" });
  const pieces = text.split(/(```[\s\S]+?```)/);
  for (const piece of pieces) {
    if (piece.startsWith("```")) out.append(...marked(piece));
    else out.append(...quoted(piece));
  }
  return out;
}

function quoted(text) {
  const nodes = [];
  const groups = [];
  for (const line of text.split("\n")) {
    const quote = line.startsWith("&gt;") || line.startsWith(">");
    const last = groups.at(-1);
    const words = quote ? line.replace(/^(&gt;|>) ?/, "") : line;
    if (last && last.quote === quote) last.lines.push(words);
    else groups.push({ quote, lines: [words] });
  }
  for (const group of groups) {
    const inner = marked(group.lines.join("\n"));
    nodes.push(...(group.quote ? [el("blockquote", {}, ...inner)] : inner));
  }
  return nodes;
}

export function textObject(object) {
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return el("span", { class: "plain", text: object.emoji === false ? object.text : emoji(object.text) });
}

function styled(node, style = {}) {
  let out = node;
  for (const [name, tag] of [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"], ["underline", "u"]]) {
    if (style[name]) out = el(tag, {}, out);
  }
  return out;
}

function inline(piece) {
  switch (piece.type) {
    case "text": return styled(document.createTextNode(piece.text), piece.style);
    case "link": return styled(link(piece.url, piece.text), piece.style);
    case "emoji": return document.createTextNode(EMOJI[piece.name] ?? `:${piece.name}:`);
    case "user": return mention(`@${names.people[piece.user_id] ?? piece.user_id}`);
    case "channel": return mention(`#${names.channels[piece.channel_id] ?? piece.channel_id}`);
    case "usergroup": return mention(`@${piece.usergroup_id}`);
    case "broadcast": return mention(`@${piece.range}`);
    case "date": return styled(document.createTextNode(date(piece.timestamp, piece.format, piece.fallback)), piece.style);
    case "color": return el("code", { text: piece.value });
    default: return el("em", { text: `(this demo can’t draw a “${piece.type}”)` });
  }
}

export function rich(part) {
  const border = part.border ? " bordered" : "";
  switch (part.type) {
    case "rich_text_section": return el("div", { class: "rich" }, ...part.elements.map(inline));
    case "rich_text_preformatted": return el("pre", { class: border.trim() || null }, ...part.elements.map(inline));
    case "rich_text_quote": return el("blockquote", { class: `rich${border}` }, ...part.elements.map(inline));
    case "rich_text_list": {
      const tag = part.style === "ordered" ? "ol" : "ul";
      const start = part.offset ? part.offset + 1 : null;
      const list = el(tag, { class: `rich indent${part.indent ?? 0}${border}`, start: tag === "ol" ? start : null });
      list.append(...part.elements.map((item) => el("li", {}, ...item.elements.map(inline))));
      return list;
    }
    default: return cannotDraw(part.type);
  }
}

export function cannotDraw(kind) {
  return el("p", { class: "cannot" }, "This demo can’t draw a ", el("code", { text: kind }), " block.");
}

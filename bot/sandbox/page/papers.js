// Files: the card under a message, and the sheet on which one is read.

import { el } from "./text.js";

function size(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function fileCard(file, open) {
  const kind = file.name.includes(".") ? file.name.split(".").at(-1).slice(0, 4) : "file";
  const note = file.title === file.name ? size(file.size) : `${file.name} · ${size(file.size)}`;
  return el("div", { class: "file" },
    el("span", { class: "file-kind", "aria-hidden": "true", text: kind }),
    el("span", { class: "file-words" }, el("strong", { text: file.title }), el("small", { text: note })),
    el("button", {
      type: "button", class: "button", "aria-label": `Open ${file.title}`, text: "Open", onclick: () => open(file),
      "data-block-id": "file", "data-action-id": file.id,
    }));
}

export async function openPaper(dialog, file, user) {
  const address = `/page/files/${encodeURIComponent(file.id)}?${new URLSearchParams({ user })}`;
  const answer = await fetch(address);
  const text = await answer.text();
  const close = () => dialog.close();
  dialog.replaceChildren(
    el("div", { class: "dialog-head" },
      el("h2", { id: "paper-title", text: file.title }),
      el("button", { type: "button", class: "x", "aria-label": "Close", text: "×", onclick: close })),
    el("div", { class: "dialog-body", tabindex: "0", autofocus: true }, el("pre", { text })),
    el("div", { class: "dialog-foot" },
      answer.ok && el("a", { class: "button", href: address, download: file.name, text: "Save" }),
      el("button", { type: "button", class: "button", text: "Close", onclick: close })));
  dialog.showModal();
}

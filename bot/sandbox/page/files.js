// Files that are put into a form.

import { el } from "./text.js";

const PIECE = 32768;

async function contentOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return { name: file.name, content: btoa(text) };
}

function names(files) {
  return files.map((one) => `${one.name} (${Math.max(1, Math.round(one.size / 1024))} kB)`).join(", ");
}

// After a redraw the field itself is empty: what is in the form then stands below it.
export function fileInput({ part, context, block }, common, held, busy) {
  const told = el("span", { class: "chosen-files", role: "status", text: names(held) });
  const put = async () => {
    const files = [...node.files];
    const contents = await Promise.all(files.map(contentOf));
    if (await context.page.putIn(context.surface, block.block_id, part.action_id, contents)) told.textContent = "";
    else node.value = "";
  };
  const node = el("input", {
    ...common, type: "file", multiple: (part.max_files ?? 10) > 1 ? true : null,
    accept: part.filetypes?.map((kind) => `.${kind}`).join(",") ?? null, onchange: () => busy(node, put),
  });
  return el("div", { class: "files" }, node, told);
}

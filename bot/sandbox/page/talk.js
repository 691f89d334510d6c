// Talks to the workspace's own server, and nowhere else.

export async function ask(path, asked) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) });
  const said = await answer.json().catch(() => ({ error: `The demo answered ${answer.status}.` }));
  if (!answer.ok) throw new Error(said.error ?? `The demo answered ${answer.status}.`);
  return said;
}

// As Slack's own field does: a name picked after @ is sent as that person's id.
export function withIds(words, people) {
  const longestFirst = [...people].sort((one, other) => other.name.length - one.name.length);
  return longestFirst.reduce((line, one) => line.replaceAll(`@${one.name}`, `<@${one.id}>`), words);
}

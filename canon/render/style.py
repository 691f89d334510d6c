"""The look of the page, on a screen and on paper."""

STYLE = """
:root { --ink: #1c2430; --soft: #5c6675; --rule: #dfe3e8; --wash: #f6f7f9; --mark: #8a4b08; --fill: #fff4e0; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 58rem; padding: 2rem 1.25rem 4rem; color: var(--ink); background: #fff;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { margin: .25rem 0 .5rem; font-size: 1.75rem; line-height: 1.25; }
h2 { margin: 0; font-size: 1.3rem; }
h3 { margin: 1.25rem 0 .5rem; font-size: 1rem; line-height: 1.45; }
.crumb, .place, .subtitle, .source { color: var(--soft); }
.crumb { margin: 0; font-size: .875rem; }
.place { margin: 0; }
.intro { margin: 1.25rem 0 0; padding: .75rem 1rem; border-left: 3px solid var(--rule); background: var(--wash);
  font-size: .9rem; }
section { margin-top: 2.5rem; padding-top: 1.75rem; border-top: 1px solid var(--rule); }
.subtitle { margin: .25rem 0 1rem; }
.missing { color: var(--mark); }
article { margin: 1rem 0; padding: 1rem 1.25rem; border: 1px solid var(--rule); border-radius: 8px; }
article h3 { margin: .15rem 0 .75rem; }
.source { margin: 0; font-size: .8rem; letter-spacing: .01em; }
dl { display: grid; gap: .5rem; margin: 0; font-size: .95rem; }
dl div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 1rem; }
dt { color: var(--soft); font-weight: 600; }
dd { margin: 0; }
ul { margin: 0; padding: 0; list-style: none; font-size: .95rem; }
li { position: relative; margin: .4rem 0; padding-left: 1.1rem; }
.dot { position: absolute; left: .15rem; color: var(--soft); }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .6rem .75rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
th:nth-child(2) { width: 45%; }
td:nth-child(n+3) { min-width: 6.5rem; }
.canon, .value { white-space: pre-wrap; overflow-wrap: anywhere; }
.open { padding: 0 .15em; border-radius: 3px; background: var(--fill); color: var(--mark); white-space: nowrap; }
.value { font-weight: 600; }
details { margin-top: 1rem; border: 1px solid var(--rule); border-radius: 8px; background: var(--wash); }
summary { display: flex; justify-content: space-between; gap: 1rem; padding: .6rem 1rem; cursor: pointer;
  font-size: .9rem; font-weight: 600; }
summary span { color: var(--soft); font-weight: 400; }
summary:focus-visible { outline: 2px solid #2563c9; outline-offset: 2px; }
pre { margin: 0; padding: .25rem 1rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere;
  font: .8rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
@media (max-width: 40rem) {
  dl div { grid-template-columns: 1fr; gap: 0; }
  table, tbody, tr, td { display: block; }
  thead { display: none; }
  td { padding: .25rem 0; border: 0; }
  tr { display: block; padding: .75rem 0; border-bottom: 1px solid var(--rule); }
  td:nth-child(3)::before { content: "Target: "; color: var(--soft); }
  td:nth-child(4)::before { content: "Due: "; color: var(--soft); }
}
@media print {
  body { max-width: none; padding: 0; font-size: 11pt; }
  article, tr, li { break-inside: avoid; }
  h2, h3, .subtitle, .source { break-after: avoid; }
  details:not([open]), summary { display: none; }
  .open { background: none; color: inherit; }
}
"""

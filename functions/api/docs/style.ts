/** Of the page at /docs: small, and of nobody else's making. */
export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8dce3, #3a3f48); --soft: light-dark(#f4f6f9, #1d2026); --quiet: light-dark(#5b6472, #9aa4b2);
  --get: light-dark(#0b6bcb, #6db3f8); --change: light-dark(#9a4d00, #f0a860); --delete: light-dark(#b3261e, #ff8a80); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; background: light-dark(#fff, #14161a); color: light-dark(#1c2430, #e4e8ee); }
.page { display: grid; grid-template-columns: 21rem minmax(0, 1fr); max-width: 78rem; margin: 0 auto; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); font-size: 14px; }
nav h2 { margin: 1.2rem 0 .2rem; font-size: 13px; color: var(--quiet); }
nav a { display: flex; padding: .15rem 0; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover, nav a:focus { text-decoration: underline; }
main { padding: 1.5rem 2.5rem 6rem; }
h1 { margin: 0; } h2 { margin: 2.5rem 0 .5rem; } h3 { margin: 0; font-size: 1rem; } h4 { margin: 1rem 0 .3rem; font-size: .85rem; color: var(--quiet); }
section.call, section.entry { margin: 1rem 0; padding: 1rem 1.2rem; border: 1px solid var(--line); border-radius: 8px; }
section:target { outline: 2px solid var(--get); }
.method { display: inline-block; flex: none; width: 4.2rem; font-weight: 700; color: var(--change); } .GET { color: var(--get); } .DELETE { color: var(--delete); }
code, pre { font: 13px/1.5 ui-monospace, monospace; background: var(--soft); border-radius: 4px; }
code { padding: .1em .3em; overflow-wrap: anywhere; } h3 code { background: none; font-size: 15px; } pre { padding: .7rem .9rem; overflow-x: auto; margin: .4rem 0; }
table { width: 100%; border-collapse: collapse; font-size: 14px; } td { padding: .3rem .6rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top; }
td:first-child { white-space: nowrap; } .quiet { color: var(--quiet); } summary { cursor: pointer; padding: .2rem 0; }
a { color: var(--get); }
@media (max-width: 56rem) { .page { display: block; } nav { position: static; height: auto; border: 0; } main { padding: 1rem; } td:first-child { white-space: normal; } }
@media print { nav { display: none; } .page { display: block; } }
`;

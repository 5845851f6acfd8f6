/** How the page looks, on a desk and on a telephone. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --good: #18794e; --bad: #c62a2f; }
@media (prefers-color-scheme: dark) { :root { --good: #4cc38a; --bad: #ff8589; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 56rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.2; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.note { background: var(--soft); border-left: .25rem solid #d97706; padding: .6rem .9rem; }
.bad { color: var(--bad); } .good { color: var(--good); }
.alert { border: 1px solid var(--bad); border-radius: .4rem; padding: .6rem .9rem; overflow-wrap: anywhere; }
.button, button { display: inline-block; font: inherit; padding: .5rem 1.1rem; border-radius: .4rem;
  border: 1px solid #2563eb; background: #2563eb; color: #fff; text-decoration: none; cursor: pointer; }
button { background: none; color: inherit; border-color: var(--line); }
pre, code { font: .875rem/1.5 ui-monospace, monospace; }
p code { white-space: nowrap; }
pre { background: var(--soft); border-radius: .4rem; padding: .8rem; margin: .5rem 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { white-space: nowrap; }
header + table { margin-top: .75rem; }
@media (max-width: 36rem) {
  .wide thead { display: none; } .wide td { display: block; border: 0; padding: 0; }
  .wide td::before { content: attr(data-label) ": "; font-weight: bold; }
  .wide tr { display: block; border-bottom: 1px solid var(--line); padding: .35rem 0; }
}
`;

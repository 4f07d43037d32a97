/** What workbooks need beside the style of every page. */
export const style = `
:root { --c1: #2f6fab; --c2: #b35806; --c3: #3a7d44; --c4: #8e4585; --c5: #a6611a; --c6: #37778c; --c7: #b0231a; --c8: #5b5f97; }
@media (prefers-color-scheme: dark) { :root { --c1: #6ab0ee; --c2: #f0a45d; --c3: #7cc68a; --c4: #d694cc; --c5: #d9b36c; --c6: #74bfd3; --c7: #ff9c92; --c8: #a5a9e6; } }
.workbook { display: grid; grid-template-columns: repeat(100, minmax(0, 1fr)); column-gap: 0; margin: .8rem 0; row-gap: .9rem; }
.item { grid-column: span var(--span, 100); min-width: 0; padding: 0 .45rem; } .group { grid-column: span 100; }
.item > .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); padding: .8rem 1rem; height: 100%; }
.item h2 { font-size: 1rem; margin-bottom: .5rem; } .text h1 { font-size: 1.5rem; margin: .2rem 0; } .text p { margin: .3rem 0; max-width: 85ch; }
.text.info, .refused { border-left: 4px solid var(--accent); background: var(--card); padding: .5rem .9rem; } .text.warning, .refused { border-left-color: var(--warn); background: var(--warn-soft); color: var(--ink); } .text.error { border-left: 4px solid var(--bad); padding: .5rem .9rem; } .text.success { border-left: 4px solid var(--good); padding: .5rem .9rem; }
form.parameters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; } form.parameters label { display: grid; font-size: .82rem; color: var(--quiet); gap: .15rem; }
select, input, button { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--quiet); border-radius: 8px; padding: .3rem .6rem; min-height: 2.2rem; max-width: 100%; } button { background: var(--accent); color: var(--card); border-color: var(--accent); font-weight: 600; cursor: pointer; } :is(select, input, button):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.item .scroll { max-height: 26rem; overflow: auto; } .item thead th { position: sticky; top: 0; background: var(--card); } tr.chosen td { background: var(--good-soft); }
.cellbar { display: grid; grid-template-columns: 5rem auto; gap: .5rem; align-items: center; } .cellbar i { height: 9px; border-radius: 3px; background: var(--c, var(--c1)); display: block; } .heat { border-radius: 6px; padding: .05rem .5rem; display: inline-block; background: color-mix(in srgb, var(--c, var(--c1)) calc(var(--w) * 1%), transparent); }
.cards.tiles { grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr)); } .tile { border: 1px solid var(--line); border-radius: 10px; padding: .6rem .8rem; } .tile .big { font-size: 1.7rem; font-weight: 650; line-height: 1.15; font-variant-numeric: tabular-nums; display: block; }
.chart svg { width: 100%; height: auto; max-height: 24rem; display: block; } .icon { font-weight: 700; margin-right: .35rem; }
.tabs { display: flex; flex-wrap: wrap; gap: .3rem 1rem; padding: 0; margin: 0; list-style: none; } .tabs a { display: inline-block; padding: .35rem .2rem; } .tabs a[aria-current] { font-weight: 700; border-bottom: 3px solid var(--accent); }
@media (max-width: 760px) { .item { --span: 100 !important; padding: 0; } }
`;

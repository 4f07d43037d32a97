/** Colours by what they mean; each pair of text and ground has a contrast of 4.5 or more, in light and in dark. */
const light = `
  --ground: #f6f7f9; --card: #ffffff; --line: #d9dde3; --ink: #15191f; --quiet: #515a67; --accent: #0b5a8a;
  --bad: #b0231a; --bad-soft: #fdecea; --good: #17663a; --good-soft: #e6f4ea; --warn: #7a4b00; --warn-soft: #fff3dc;
  --bar: #6f8fb3; --bar-read: #3e7cb1; --bar-sent: #b0231a; --band: #b0231a1f; --shadow: 0 1px 2px #0f172a14, 0 4px 16px #0f172a0d;`;
const dark = `
  --ground: #0e1217; --card: #171c23; --line: #2f3742; --ink: #e8ecf1; --quiet: #a5b0be; --accent: #7cc0ee;
  --bad: #ff9c92; --bad-soft: #3a1a18; --good: #7ed39b; --good-soft: #15301f; --warn: #f3c266; --warn-soft: #362a12;
  --bar: #5f7fa3; --bar-read: #5aa0d8; --bar-sent: #ff9c92; --band: #ff9c9226; --shadow: none;`;

/** The style of every page: light and dark, 390 to 1600 pixels, and paper. */
export const style = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
a { color: var(--accent); } a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 2; }
main, header.page, footer { max-width: 1240px; margin: 0 auto; padding: 0 1.25rem; }
header.page { padding-top: .9rem; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; color: var(--quiet); font-size: .87rem; }
header.page strong { color: var(--ink); font-size: .95rem; } header.page nav { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; }
footer { color: var(--quiet); font-size: .85rem; padding-top: 1rem; padding-bottom: 2rem; }
.chapter + .chapter { border-top: 2px solid var(--line); margin-top: 3rem; padding-top: 1.5rem; }
.kicker { color: var(--quiet); font-size: .9rem; margin: .8rem 0 0; display: flex; flex-wrap: wrap; gap: .2rem .75rem; align-items: center; }
h1, h2.lead { font-size: clamp(1.3rem, 1rem + 1.25vw, 1.85rem); line-height: 1.22; letter-spacing: -.012em; margin: .35rem 0 .9rem; max-width: 60ch; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .25rem; } h3 { font-size: 1rem; margin: 0; }
.note { color: var(--quiet); margin: 0 0 .9rem; max-width: 75ch; }
section.part { background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); padding: 1.1rem 1.25rem; margin: 1.1rem 0; }
code, .mono { font: .93em ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
.tag { display: inline-block; border-radius: 99px; padding: .05rem .6rem; font-size: .8rem; font-weight: 650; border: 1px solid currentColor; white-space: nowrap; }
.bad { color: var(--bad); } .good { color: var(--good); } .warn { color: var(--warn); } .quiet { color: var(--quiet); }
.tag.bad { background: var(--bad-soft); } .tag.good { background: var(--good-soft); } .tag.warn { background: var(--warn-soft); }

.moments { list-style: none; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); padding: 0; margin: 0 0 1rem; gap: 0; }
.moments li { overflow-wrap: anywhere; position: relative; padding: 1.2rem .9rem 0 0; border-top: 3px solid var(--line); font-size: .88rem; line-height: 1.35; }
.moments li::before { content: ""; position: absolute; top: -9px; left: 0; width: 15px; height: 15px; border-radius: 50%; background: var(--card); border: 4px solid var(--quiet); }
.moments li.is-bad::before { border-color: var(--bad); } .moments li.is-good::before { border-color: var(--good); background: var(--good); }
.moments li.is-bad { border-top-color: var(--bad); } .moments li:last-child { border-top-color: transparent; }
.moments time { font-weight: 700; font-variant-numeric: tabular-nums; display: block; } .moments .later { position: absolute; top: .05rem; right: .8rem; color: var(--quiet); font-size: .78rem; }

.answers { display: grid; grid-template-columns: repeat(12, 1fr); gap: .8rem; margin: 0; }
.answers > div { grid-column: span 3; background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); padding: .75rem .95rem .85rem; min-width: 0; }
.answers > div.wide { grid-column: span 4; }
.answers dt { color: var(--quiet); font-size: .8rem; font-weight: 600; } .answers dd { margin: 0; overflow-wrap: anywhere; font-size: .88rem; line-height: 1.4; }
.answers dd strong { display: block; font-size: 1.08rem; line-height: 1.25; margin: .1rem 0 .2rem; letter-spacing: -.005em; }
.answers .is-bad dt::before, .answers .is-good dt::before { content: ""; display: inline-block; width: .6rem; height: .6rem; border-radius: 50%; margin-right: .4rem; background: var(--bad); } .answers .is-good dt::before { background: var(--good); }

.lanes { --label: 17rem; position: relative; margin-top: .4rem; }
.lane { display: grid; grid-template-columns: var(--label) minmax(0, 1fr); align-items: center; border-top: 1px solid var(--line); min-height: 30px; }
.lane > .label { font-size: .84rem; line-height: 1.25; padding: .3rem .8rem .3rem 0; } .lane .label small { color: var(--quiet); display: block; font-size: .78rem; }
.track { position: relative; height: 30px; } .lane.tall .track { height: 46px; } .track svg { position: absolute; inset: 4px 0 0; width: 100%; height: calc(100% - 4px); }
.wait { position: absolute; top: 50%; height: 2px; background: var(--quiet); } .dot, .seen { position: absolute; top: 50%; width: 11px; height: 11px; margin: -5.5px 0 0 -5.5px; }
.dot { border-radius: 50%; border: 2px solid var(--quiet); background: var(--card); } .seen { background: var(--quiet); transform: rotate(45deg); border-radius: 2px; }
.seen.is-bad { background: var(--bad); } .seen.is-warn { background: var(--warn); } .seen.is-good { background: var(--good); border-radius: 50%; }
.lanes { isolation: isolate; } .over { z-index: -1; position: absolute; inset: 0 0 1.5rem var(--label); pointer-events: none; } .band { position: absolute; top: 0; bottom: 0; background: var(--band); } .edge { position: absolute; top: 0; bottom: 0; border-left: 2px dashed var(--bad); } .edge.is-good { border-left: 2px solid var(--good); }
.axis { position: relative; height: 1.5rem; margin-left: var(--label); border-top: 1px solid var(--line); font-size: .78rem; color: var(--quiet); font-variant-numeric: tabular-nums; } .axis span { position: absolute; top: .2rem; transform: translateX(-50%); white-space: nowrap; } .axis span.first { transform: none; } .axis span.last { transform: translateX(-100%); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .6rem 0 0; padding: 0; list-style: none; color: var(--quiet); font-size: .82rem; } .legend li { display: flex; align-items: center; gap: .45rem; } .legend i { position: static; margin: 0; flex: none; } .legend .edge { height: 14px; } .legend .band { width: 18px; height: 12px; border: 1px solid var(--line); }

.graph svg { display: block; width: 100%; height: auto; } .graph .tall { display: none; max-width: 420px; margin: 0 auto; }
.graph rect { fill: var(--card); stroke: var(--line); stroke-width: 1.5; } .graph .Proven rect { stroke: var(--good); } .graph .Claimed rect { stroke: var(--quiet); stroke-dasharray: 5 3; } .graph .Broken rect, .graph .suspect rect { stroke: var(--bad); stroke-width: 2.5; fill: var(--bad-soft); } .graph .Missing rect { stroke: var(--bad); stroke-dasharray: 5 3; }
.graph text { fill: var(--ink); font-size: 12px; font-family: inherit; } .graph .kind { fill: var(--quiet); font-size: 11px; font-weight: 600; } .graph .name { font-weight: 650; } .graph .detail { fill: var(--quiet); font-size: 11px; } .graph .Broken .state, .graph .Missing .state, .graph .suspect .state { fill: var(--bad); font-weight: 700; } .graph .Proven .state { fill: var(--good); font-weight: 700; } .graph .state { fill: var(--quiet); font-size: 11px; }
.graph path { fill: none; stroke: var(--bar); stroke-width: 1.8; } .graph path.Broken { stroke: var(--bad); stroke-width: 2.5; stroke-dasharray: 6 4; } .graph path.suspect { stroke: var(--bad); stroke-width: 2.5; } .graph path.flow { stroke: var(--bad); stroke-dasharray: 2 4; } .graph .cross circle { fill: var(--bad); } .graph .cross path { stroke: var(--card); stroke-width: 2.2; } .graph .on { font-size: 11px; fill: var(--ink); paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
.callout { border-left: 4px solid var(--bad); background: var(--bad-soft); border-radius: 0 8px 8px 0; padding: .55rem .9rem; margin: .8rem 0 0; } .callout p { margin: 0; } .callout strong { color: var(--bad); }

.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .88rem; } th, td { text-align: left; vertical-align: top; padding: .38rem .7rem .38rem 0; border-bottom: 1px solid var(--line); } th { font-weight: 600; color: var(--quiet); white-space: nowrap; } td { min-width: 5rem; overflow-wrap: break-word; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
details { margin-top: .9rem; } summary { cursor: pointer; font-weight: 600; color: var(--accent); padding: .15rem 0; } details > :not(summary) { margin-top: .6rem; }
.meter { display: grid; grid-template-columns: minmax(9rem, 16rem) 1fr 11rem; gap: .3rem 1rem; align-items: center; font-size: .88rem; margin: 0; } .meter dt { overflow-wrap: anywhere; } .meter dd { margin: 0; } .meter .bar { height: 16px; border-radius: 4px; background: color-mix(in srgb, var(--bar) 30%, transparent); overflow: hidden; } .meter .bar i { display: block; height: 100%; background: var(--bar-read); } 
.steps { list-style: none; padding: 0; margin: 0; } .steps > li { border-left: 3px solid var(--line); padding: 0 0 1rem 1rem; margin-left: .3rem; position: relative; } .steps > li::before { content: ""; position: absolute; left: -8px; top: .35rem; width: 13px; height: 13px; border-radius: 50%; background: var(--card); border: 3px solid var(--quiet); } .steps > li.is-good::before { border-color: var(--good); background: var(--good); } .steps > li.is-bad::before { border-color: var(--bad); } .steps dl { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .15rem .6rem; margin: .3rem 0 0; font-size: .88rem; } .steps dt { color: var(--quiet); } .steps dd { margin: 0; overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: 0 0 .9rem; } .figures div { min-width: 7rem; } .figures dt { color: var(--quiet); font-size: .82rem; } .figures dd { margin: 0; font-size: 1.35rem; font-weight: 650; letter-spacing: -.01em; font-variant-numeric: tabular-nums; }
pre { background: var(--ground); border: 1px solid var(--line); border-radius: 8px; padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: .8rem; }

@media (max-width: 1020px) { .answers > div, .answers > div.wide { grid-column: span 6; } .lanes { --label: 12rem; } }
@media (max-width: 760px) {
  body { font-size: 14.5px; } main, header.page, footer { padding-left: .9rem; padding-right: .9rem; } section.part { padding: .9rem; border-radius: 12px; }
  .answers { gap: .55rem; } .answers > div, .answers > div.wide { grid-column: span 12; padding: .5rem .8rem .6rem; }
  .moments { grid-auto-flow: row; } .moments li, .moments li:last-child { border-top: 0; border-left: 3px solid var(--line); margin-left: 8px; padding: 0 0 .6rem 1.1rem; } .moments li.is-bad { border-left-color: var(--bad); } .moments li:last-child { border-left-color: transparent; } .moments li::before { left: -9px; top: 3px; } .moments time { display: inline; margin-right: .4rem; } .moments .later { position: static; margin-left: .4rem; }
  .lanes { --label: 0rem; } .lane { grid-template-columns: minmax(0, 1fr); padding: .3rem 0 0; } .lane > .label { padding: 0 .4rem 0 0; background: var(--card); justify-self: start; } .axis span:nth-child(even) { display: none; } .lane .label small { display: inline; margin-left: .4rem; }
  .graph .wide { display: none; } .graph .tall { display: block; } .scroll table { min-width: 40rem; } .meter { grid-template-columns: 1fr; gap: .1rem; } .meter .number { text-align: left; } .meter dd + dt { margin-top: .5rem; }
}
@media print {
  :root { ${light} --ground: #ffffff; --shadow: none; } body { font-size: 10.5pt; } .skip, header.page nav { display: none; }
  section.part, .answers > div { break-inside: avoid; } .steps > li, tr { break-inside: avoid; } h2 { break-after: avoid; } .chapter + .chapter { break-before: page; border: 0; } details::details-content { content-visibility: visible; height: auto; } * { print-color-adjust: exact; }
}
`;

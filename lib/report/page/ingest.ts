import { bytes, count, percent } from "../../wording";
import type { Story } from "../story/story";
import { type Html, html } from "./html";

/** What came in, and what the ingest filter kept of it. */
export function ingest({ ingest: all }: Story): Html | undefined {
  if (all.length === 0) return undefined;
  const sum = (key: "rowsIn" | "rowsOut" | "bytesIn" | "bytesOut"): number =>
    all.reduce((total, one) => total + one[key], 0);
  const most = Math.max(...all.map(({ bytesIn }) => bytesIn));
  const share = (value: number, of: number): number => Math.round((of === 0 ? 0 : value / of) * 1000) / 10;
  const saved = sum("bytesIn") === 0 ? 0 : 1 - sum("bytesOut") / sum("bytesIn");
  return html`<section class="part"><h2>Ingest, and what the filter saves</h2>
<dl class="figures"><div><dt>saved</dt><dd>${Math.round(saved * 100)} %</dd></div><div><dt>sent</dt><dd>${bytes(sum("bytesIn"))}</dd></div><div><dt>kept and paid for</dt><dd>${bytes(sum("bytesOut"))}</dd></div><div><dt>rows</dt><dd>${count(sum("rowsIn"))} → ${count(sum("rowsOut"))}</dd></div></dl>
<dl class="meter">${all.map(
    (one) =>
      html`<dt>${one.stream}</dt><dd><div class="bar" style="width:${Math.max(3, share(one.bytesIn, most))}%"><i style="width:${share(one.bytesOut, one.bytesIn)}%"></i></div></dd><dd class="number">${bytes(one.bytesOut)} of ${bytes(one.bytesIn)} (${percent(one.bytesOut, one.bytesIn)})</dd>
`,
  )}</dl></section>`;
}

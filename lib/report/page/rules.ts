import { count } from "../../wording";
import type { RuleNoise, Story } from "../story/story";
import { type Html, html } from "./html";
import { table } from "./table";

/** How much each rule told, how much of it led anywhere, and how often it was right. */
export function rules({ rules: all, silentRules }: Story): Html {
  const known = all.some(({ precision }) => precision !== undefined);
  const number = (head: string) => ({ head, number: true });
  const silent = `${count(silentRules.rules)}${all.length > 0 ? " other" : ""} rule${silentRules.rules === 1 ? "" : "s"} ran ${count(silentRules.runs)} times and told nothing.`;
  return html`<section class="part"><h2>Rules: precision and noise</h2>
<p class="note">${silentRules.rules > 0 && silent}${all.length > 0 && " Noise is what a rule tells that no incident holds."}</p>
${
  all.length > 0 &&
  table(
    "Rules that told something",
    [
      "detection",
      "rule",
      number("runs"),
      number("rows"),
      number("alerts"),
      number("incidents"),
      "noise",
      ...(known ? ["precision"] : []),
    ],
    all.map((one) => [
      one.id,
      one.rule,
      count(one.runs),
      count(one.rows),
      count(one.alerts),
      count(one.incidents),
      noise(one),
      ...(known ? [precision(one)] : []),
    ]),
  )
}</section>`;
}

const noise = ({ alerts, incidents }: RuleNoise): Html =>
  incidents > 0
    ? html`<span class="tag good">none</span>`
    : html`<span class="tag warn">${count(alerts)} alert${alerts !== 1 && "s"} lead nowhere</span>`;

function precision({ precision: known }: RuleNoise): Html | string {
  if (!known || known.of === 0) return "-";
  const share = Math.round((known.found / known.of) * 100);
  return html`<span class="tag ${share >= 90 ? "good" : share >= 50 ? "warn" : "bad"}">${share} %</span> ${known.found} of ${known.of}`;
}

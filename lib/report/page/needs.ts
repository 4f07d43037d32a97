import { count } from "../../wording";
import type { Story } from "../story/story";
import { type Html, html } from "./html";
import { table } from "./table";

/** Why rules may have been silent, where no incident was made. */
export function needs({ needs: all, notes }: Story): Html | undefined {
  if (all.length + notes.length === 0) return undefined;
  return html`${
    all.length > 0 &&
    html`<section class="part"><h2>What was not there</h2>
<p class="note">Rules that read these are silent without them.</p><details><summary>${count(all.length)} tables and watchlists</summary>${table(
      "What rules would have needed",
      ["what", "silent without it"],
      all.map(({ what, rules }) => [what, rules.length > 3 ? `${rules.length} rules` : rules.join("; ")]),
    )}</details></section>`
  }
${notes.length > 0 && html`<section class="part"><h2>Notes</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>`}`;
}

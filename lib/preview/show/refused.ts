import { type Html, html } from "../../report";

/** What cannot be shown, named where it stands. */
export const refused = (why: string): Html => html`<p class="refused">Not shown: ${why}.</p>`;

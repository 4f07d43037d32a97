import { packageVersion } from "../../package";
import { type Html, html, Html as Markup } from "./html";
import { style } from "./style";

/** What a page of any report has. */
interface Page {
  readonly title: string;
  /** links to parts of the page, by address */
  readonly parts?: readonly (readonly [address: string, text: string])[];
  readonly body: Html;
  /** @default - what reports are called */
  readonly name?: Html | string;
  readonly foot?: string;
  /** rules of style beside those of every page */
  readonly more?: string;
}

/** A whole page that needs nothing from elsewhere; the same content gives the same bytes. */
export function page({ title, parts = [], body, name = "Agent Identities report", foot, more = "" }: Page): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'";
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>${title}</title><link rel="icon" href="data:,">
<style>${new Markup(style + more)}</style></head><body>
<a class="skip" href="#content">To the content</a>
<header class="page"><strong>${name}</strong>${parts.length > 1 && html`<nav aria-label="Parts of this page">${parts.map(([address, text]) => html`<a href="#${address}">${text}</a>`)}</nav>`}</header>
<main id="content">
${body}</main>
<footer>${foot ?? `Made by sentinel-agent-identities ${packageVersion()} from an emulated workspace. Times are UTC.`}</footer>
</body></html>
`.text;
}

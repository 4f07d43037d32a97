import { Html, html } from "../../report";
import { PreviewError } from "../errors";

interface Markdown {
  render(text: string): string;
}
let parser: Markdown | undefined;

/** A text of a workbook, which is Markdown; HTML in it is shown as text. */
export function text({ json, style = "" }: { readonly json?: string; readonly style?: string }): Html {
  parser ??= library();
  // The page has a heading of its own.
  return html`<div class="text ${style}">${new Html(parser.render(json ?? "").replace(/<(\/?)h1>/g, "<$1h2>"))}</div>`;
}

function library(): Markdown {
  try {
    return new (require("markdown-it") as new (options: object) => Markdown)({ html: false, linkify: false });
  } catch {
    throw new PreviewError(
      "agentid preview",
      "reads texts with markdown-it, which is not installed",
      "npm install --save-dev markdown-it@14",
    );
  }
}

import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where Debian's package, and others, put Chromium. */
const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = places.find((place) => place && existsSync(place));

/** Tests in a real browser: left out, and told as skipped, where there is none. */
export const inBrowser = executablePath ? describe : describe.skip;

/** A page, and what went wrong while it was looked at. */
export interface Looked {
  readonly page: Page;
  /** messages of the console, and errors that nobody caught */
  readonly complaints: string[];
  /** addresses asked for besides the page's own */
  readonly requests: string[];
}

let browser: Browser | undefined;

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly scheme?: "light" | "dark";
}

/** Opens a page; the browser stays until `closeBrowser`. */
export async function look(url: string, { width, scheme = "light" }: Look): Promise<Looked> {
  browser ??= await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) requests.push(request.url());
  });
  await page.goto(url);
  return { page, complaints, requests };
}

export async function closeBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
}

/** What axe finds wrong with a page, by rule and the first element. */
export async function violations(page: Page): Promise<string[]> {
  const { source } = require("axe-core") as { source: string };
  // A page's own policy lets no script in; what is evaluated by the browser's protocol is not the page's.
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    interface Violation {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }
    const { violations: found } = await axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)} ${nodes[0]!.failureSummary ?? ""}`);
  });
}

/** How far a page is wider than its window, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

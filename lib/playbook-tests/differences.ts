import { type HttpCall, toJson, type WorkflowRun } from "@sentinel-agent-identities/logic-apps";
import type { PlaybookTestSpec } from "../content";

/** One test of a playbook, as its file has it. */
export type PlaybookTest = PlaybookTestSpec["tests"][number];

type Expected = PlaybookTest["expect"];

/** How a run differs from what a test expects; empty when it does not. */
export function differences({ status, requests }: Expected, run: WorkflowRun): string[] {
  const made = run.calls.filter(({ method }) => method !== "GET");
  const why = run.error ? ` (${run.error.code}: ${run.error.message})` : "";
  const found = run.status === status ? [] : [`the run is ${run.status}${why}, expected ${status}`];
  if (made.length !== requests.length)
    return [
      ...found,
      `expected ${requests.length} request(s), got ${made.length}: ${made.map(named).join(", ") || "none"}`,
    ];
  return [...found, ...requests.flatMap((request, i) => requestDifferences(request, made[i]!, i + 1))];
}

function requestDifferences(
  { method, url, says }: Expected["requests"][number],
  made: HttpCall,
  nth: number,
): string[] {
  if (made.method !== method || !fits(made.url, url))
    return [`request ${nth} is ${named(made)}, expected ${method} ${url}`];
  const body = made.body === undefined ? "" : typeof made.body === "string" ? made.body : toJson(made.body);
  return says === undefined || body.includes(says)
    ? []
    : [`request ${nth} says ${body || "nothing"}, expected "${says}"`];
}

const named = ({ method, url }: HttpCall): string => `${method} ${url}`;

/** Whether a URL is one that a pattern with `*` for any text stands for. */
function fits(url: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return url === pattern;
  if (!url.startsWith(first)) return false;
  const last = rest.pop()!;
  let from = first.length;
  for (const part of rest) {
    const at = url.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return url.length - last.length >= from && url.endsWith(last);
}

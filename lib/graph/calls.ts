import { type GraphCallFacts, graphFacts } from "./facts";

let byShape: ReadonlyMap<string, GraphCallFacts> | undefined;

/**
 * What is known of a call.
 * @param path after the version, with `{…}` or `{}` for what is only known in a run; a key such as `(appId='…')` counts as a segment
 */
export function graphCall(method: string, version: string, path: string): GraphCallFacts | undefined {
  byShape ??= new Map(
    graphFacts.calls.flatMap((call) => call.versions.map((one) => [keyOf(call.method, one, call.path), call] as const)),
  );
  return byShape.get(keyOf(method, version, path));
}

/** The calls of a method, as they are written. */
export const graphCallNames = (method: string): string[] =>
  graphFacts.calls
    .filter((call) => call.method === method)
    .flatMap(({ path, versions }) => versions.map((version) => `${method} ${version}/${path}`));

const keyOf = (method: string, version: string, path: string): string =>
  `${method} ${version}/${path.replace(/^(\w+)\((?:appId)='[^']*'\)/i, "$1/{}").replace(/\{[^}]*\}/g, "{}")}`.toLowerCase();

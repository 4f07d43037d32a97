import { extname } from "node:path";
import type { ExternalAgent } from "@sentinel-agent-identities/collector/external-agents";
import { externalAgentsSchema } from "@sentinel-agent-identities/collector/external-agents";
import { assertNoErrors, ContentError, checkSchema, type ProblemSource, readText, SourceFile } from "../content";
import { CsvSource } from "./csv-source";

/**
 * Reads agents outside Entra from YAML, JSON or CSV, whose columns have the names of the members.
 * @param path file to read
 * @param file the name to report in problems
 * @throws ContentError with every problem of the file, at its line and column; ENOENT when there is no such file
 */
export function readExternalAgents(path: string, file = path): ExternalAgent[] {
  const source = sourceOf(readText(path, file), extname(path).toLowerCase(), file);
  assertNoErrors(checkSchema(source, externalAgentsSchema));
  const agents = source.data as ExternalAgent[];
  assertNoErrors(
    repeated(agents).map(([i, first]) =>
      source.problem(
        [i, "id"],
        "external-agents/duplicate",
        `the id is that of the agent "${agents[first]!.name}" too`,
        { suggestion: "give each agent an id of its own" },
      ),
    ),
  );
  return agents;
}

function sourceOf(text: string, kind: string, file: string): ProblemSource {
  if (kind === ".csv") return new CsvSource(text, file, values);
  if ([".yaml", ".yml", ".json"].includes(kind)) return SourceFile.parse(text, file);
  throw new ContentError([
    {
      line: 1,
      column: 1,
      code: "external-agents/format",
      severity: "error",
      message: `agents are not read from files that end with "${kind}"`,
      file,
      suggestion: "use .csv, .yaml or .json",
    },
  ]);
}

/** Columns that are no text; what is none of theirs stays text, which the schema refuses. */
const values = {
  privilegeTier: (text: string) => (/^\d$/.test(text) ? Number(text) : text),
  enabled: (text: string) => ({ true: true, false: false })[text.toLowerCase()] ?? text,
};

/** Places of ids that an earlier agent has, and that agent's place. */
function repeated(agents: readonly ExternalAgent[]): [number, number][] {
  const ids = agents.map(({ id }) => id.toLowerCase());
  const first = new Map<string, number>();
  return ids.flatMap((id, i) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    return before === undefined ? [] : [[i, before] as [number, number]];
  });
}

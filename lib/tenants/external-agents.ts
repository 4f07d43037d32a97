import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ExternalAgent } from "@sentinel-agent-identities/collector/external-agents";
import { assertNoErrors, type SourceFile } from "../content";
import { readExternalAgents } from "../external-agents";

/**
 * The agents outside Entra that a tenant's file names a file of; undefined when it names none.
 * @param path of the tenant's file
 * @throws ContentError with every problem, in either file
 */
export function externalAgentsOf(path: string, source: SourceFile): readonly ExternalAgent[] | undefined {
  const { externalAgents: name, features } = source.data as {
    externalAgents?: string;
    features?: { collector?: boolean };
  };
  if (name === undefined) return undefined;
  const report = (message: string, suggestion: string) =>
    source.problem(["externalAgents"], "tenant/external-agents", message, { suggestion });
  const file = join(dirname(path), name);
  assertNoErrors([
    ...(existsSync(file) ? [] : [report(`there is no file ${name} beside the tenant's`, "write its path from here")]),
    ...(features?.collector
      ? []
      : [
          report(
            "agents outside Entra are written by the collector, which is off",
            "set features: { collector: true }",
          ),
        ]),
  ]);
  return readExternalAgents(file, join(dirname(source.file), name));
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readYaml } from "@sentinel-agent-identities/yaml";
import { packageRoot } from "../../../../lib/content";

interface Column {
  readonly name: string;
  readonly type: string;
}

/** The columns of a stream, as its table's file declares them. */
export function columnsOf(table: string, stream: string): readonly Column[] {
  const file = join(packageRoot(), "pipeline/tables", `${table}.yaml`);
  const { streams } = readYaml(readFileSync(file, "utf8")) as { streams: { name: string; columns: Column[] }[] };
  return streams.find(({ name }) => name === stream)!.columns;
}

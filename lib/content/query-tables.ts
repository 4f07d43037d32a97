import type { WorkCache } from "../cache";
import { CheckContext } from "./checks/context";
import type { Content } from "./content";

/** The tables that each rule of a content reads, by the name of its file; of rules that do not bind, those that are known. */
export function tablesOfQueries(content: Content, cache?: WorkCache): ReadonlyMap<string, readonly string[]> {
  const context = new CheckContext(content, cache);
  return new Map(
    content.detections.map(({ name, data, source }) => [
      name,
      [...new Set(context.analyze(source, ["query"], data.query).tables)].sort(),
    ]),
  );
}

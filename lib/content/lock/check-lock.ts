import type { Content } from "../content";
import { type Problem, sortProblems } from "../problem";
import { type Lock, lockFileName, lockOf } from "./lock-file";

/** What must not be locked over: ids that changed, and changes without a higher version. */
export function breaches(content: Content, locked: Lock): Problem[] {
  const current = lockOf(content);
  return sortProblems(
    [...content.detections, ...content.hunting].flatMap(({ data, source }) => {
      const file = source.file.replace(/\.yaml$/, "");
      const before = locked[file];
      if (!before) return [];
      if (before.id !== data.id)
        return [
          source.problem(
            ["id"],
            "lock/id-changed",
            `the id was ${before.id}; Azure would lose what it knows by that id`,
            {
              suggestion: `write id: ${before.id}`,
            },
          ),
        ];
      if (current[file]!.sha256 === before.sha256 || isHigher(data.version, before.version)) return [];
      return [
        source.problem(["version"], "lock/version-not-raised", `the file changed since version ${before.version}`, {
          suggestion: `raise the version above ${before.version}, then run agentid lock`,
        }),
      ];
    }),
  );
}

/** What makes the lock file out of date: items it does not have, has in another state, or that are gone. */
export function outdated(content: Content, locked: Lock): string[] {
  const current = lockOf(content);
  return [
    ...Object.keys(current).flatMap((file) => {
      const before = locked[file];
      if (!before) return [`${file} is not in ${lockFileName}`];
      return before.sha256 === current[file]!.sha256 && before.version === current[file]!.version
        ? []
        : [`${file} is version ${current[file]!.version}, locked as ${before.version}`];
    }),
    ...Object.keys(locked).flatMap((file) => (current[file] ? [] : [`${file} is locked and does not exist`])),
  ];
}

function isHigher(version: string, before: string): boolean {
  const numbers = (text: string) => text.split(".").map(Number);
  const [now, then] = [numbers(version), numbers(before)];
  const differing = now.findIndex((part, i) => part !== then[i]);
  return differing >= 0 && now[differing]! > then[differing]!;
}

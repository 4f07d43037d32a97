import type { Case } from "./cases/case";
import { flows } from "./cases/flows";
import { governance } from "./cases/governance";
import { limits } from "./cases/limits";
import { links } from "./cases/links";
import { queries } from "./cases/queries";
import { results } from "./cases/results";
import { schedules } from "./cases/schedules";
import { shapes } from "./cases/shapes";
import { summaries } from "./cases/summaries";
import { problemsOf } from "./checker";
import { alter, expected } from "./support";

/** Content that is refused, by what is wrong with it. */
export const refused: [string, Case[]][] = [
  ["queries", queries],
  ["what is taken from a query's rows", results],
  ["when rules run", schedules],
  ["shapes Azure refuses", shapes],
  ["links between files", links],
  ["what the services refuse, cut or drop", limits],
  ["summary rules", summaries],
  ["what Microsoft Entra is to hold", governance],
  ["flows, workspace transforms and the connector", flows],
];

/** What can only be found beside the files that did not change. */
const needsAll = new Set(["content/duplicate", "playbook/unknown-detection", "flow/unknown-stream"]);

/** Changes a file as a case says, and expects its problem at its place. */
export function expectRefused([, file, from, to, code, says, suggests]: Case): void {
  const { text, place } = alter({ file, from, to });
  const found = problemsOf({ files: { [file]: text }, whole: needsAll.has(code) });
  expect(found).toContainEqual(expected(file, place, code, says, suggests));
}

import type { Content } from "../../content";
import { type MutationResult, runMutations, type TestOptions } from "../../detection-tests";
import type { ShownProgress } from "../progress";

/** Shares of mutations that tests must notice: of all rules together, and of each. */
const required = { overall: 0.85, rule: 0.6 };

/** `agentid test --mutate`: fails where tests notice too little. */
export async function mutate(
  content: Content,
  names: readonly string[],
  options: TestOptions & { readonly progress: ShownProgress },
): Promise<void> {
  const { print } = options.progress;
  let killed = 0;
  let all = 0;
  const weak: string[] = [];
  let unneeded = 0;
  for await (const result of runMutations(content, names, options)) {
    const count = result.killed + result.survivors.length;
    killed += result.killed;
    all += count;
    unneeded += result.unneeded.length;
    if (share(result.killed, count) < required.rule) weak.push(result.rule);
    for (const line of lines(result, count)) print(line);
  }
  print(`${killed} of ${all} mutants killed (${percent(killed, all)})`);
  if (weak.length > 0) print(`below ${required.rule * 100} %: ${weak.join(", ")}`);
  if (share(killed, all) < required.overall || weak.length > 0 || unneeded > 0) process.exitCode = 1;
}

function* lines({ rule, killed, survivors, equivalent, unneeded }: MutationResult, count: number): Iterable<string> {
  yield `${percent(killed, count).padStart(5)}  ${rule}: ${killed} of ${count} killed`;
  for (const { place, description } of survivors) yield `       ${place} survives: ${description}`;
  for (const { description, reason } of equivalent) yield `       changes nothing: ${description} (${reason})`;
  for (const { place, description } of unneeded) yield `       ${place} is not needed: ${description} does not survive`;
}

const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
const percent = (part: number, whole: number) => `${Math.floor(share(part, whole) * 100)} %`;

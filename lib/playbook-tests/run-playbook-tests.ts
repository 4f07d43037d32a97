import { basename, dirname } from "node:path";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import {
  loadWorkflows,
  runWorkflow,
  StubTransport,
  type Value,
  type ValueObject,
} from "@sentinel-agent-identities/logic-apps";
import type { Content, PlaybookItem } from "../content";
import { differences, type PlaybookTest } from "./differences";

type Tested = PlaybookItem & Required<Pick<PlaybookItem, "tests">>;

/** What became of one test of one playbook. */
export interface PlaybookTestResult {
  /** name of the playbook's folder */
  readonly query: string;
  readonly test: string;
  /** `file:line:column` of the test */
  readonly place: string;
  /** what differs from the expectation; empty when the test passed */
  readonly failures: readonly string[];
}

/** Playbooks that have tests. @param names folders, ids or names of Logic Apps; all when there are none */
export const testedPlaybooks = ({ playbooks }: Content, names: readonly string[] = []): Tested[] =>
  playbooks.filter((item): item is Tested => item.tests !== undefined && isNamed(item, names));

/**
 * Runs the tests beside playbooks, each against the answers that it gives; results come in the order of the files.
 * @throws WorkflowError for a workflow that would not run here; WorkflowInputError for a request that a test has no answer for
 */
export async function* runPlaybookTests(
  content: Content,
  names: readonly string[] = [],
): AsyncIterable<PlaybookTestResult> {
  for (const item of testedPlaybooks(content, names))
    for (const [i, test] of item.tests.data.tests.entries()) {
      const { file } = item.tests.source;
      const { line, column } = item.tests.source.locate(["tests", i]);
      const place = `${file}:${line}:${column}`;
      yield { query: folderOf(item), test: test.name, place, failures: await failuresOf(item, test, place) };
    }
}

async function failuresOf({ workflow, data }: Tested, test: PlaybookTest, place: string): Promise<string[]> {
  const [loaded] = loadWorkflows(workflow.text, workflow.file);
  const run = await runWorkflow(loaded!, {
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Logic/workflows/${data.name}`,
    trigger: { outputs: test.trigger as ValueObject },
    transport: new StubTransport({ answers: test.answers as Value }, place),
    clock: new VirtualClock(new Date(test.now ?? "2026-01-01T00:00:00Z")),
    parameters: (test.parameters ?? {}) as ValueObject,
  });
  return differences(test.expect, run);
}

const folderOf = ({ source }: PlaybookItem): string => basename(dirname(source.file));

function isNamed(item: PlaybookItem, names: readonly string[]): boolean {
  const folder = dirname(item.source.file).replaceAll("\\", "/");
  const known = [item.data.id, item.data.name, folderOf(item), folder];
  return names.length === 0 || names.some((name) => known.includes(name.replace(/^\.\/|\/$/g, "")));
}

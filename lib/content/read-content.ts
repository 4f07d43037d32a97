import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { WorkCache } from "../cache";
import type { Content } from "./content";
import type { ConnectorSpec } from "./kinds/connector";
import type { DetectionItem, DetectionSpec, DetectionTestSpec } from "./kinds/detection";
import { displayPath, listFiles, readAll } from "./kinds/files";
import type { FunctionSpec } from "./kinds/function";
import type { GovernanceSpec } from "./kinds/governance";
import { readGuide } from "./kinds/guide";
import type { HuntingItem, HuntingSpec, HuntingTestSpec } from "./kinds/hunting";
import { type Item, readItem } from "./kinds/item";
import type { PlaybookItem, PlaybookSpec, PlaybookTestSpec, WorkflowDefinition, WorkflowItem } from "./kinds/playbook";
import type { SummarySpec } from "./kinds/summary";
import type { TableSpec } from "./kinds/table";
import type { WatchlistSpec } from "./kinds/watchlist";
import type { WorkbookItem, WorkbookSpec } from "./kinds/workbook";
import type { WorkspaceTransformSpec } from "./kinds/workspace-transform";
import { assertNoErrors, ContentError, type Problem } from "./problem";
import {
  connectorSchema,
  detectionSchema,
  detectionTestSchema,
  functionSchema,
  governanceSchema,
  huntingSchema,
  huntingTestSchema,
  playbookSchema,
  playbookTestSchema,
  summarySchema,
  tableSchema,
  watchlistSchema,
  workbookSchema,
  workspaceTransformSchema,
} from "./schemas";
import { SourceFile } from "./source-file";

const huntingFolder = "detections/hunting";
const isHunting = (root: string, path: string) => displayPath(root, path).startsWith(`${huntingFolder}/`);
const isYaml = (name: string) => name.endsWith(".yaml") && !name.endsWith(".test.yaml");

/**
 * Reads the content folders below `root` and holds every file to its schema; queries and cross-references are
 * the business of `checkContent`.
 * @param cache what earlier runs made of files
 * @throws ContentError with the problems of every file
 */
export function readContent(root: string, cache = new WorkCache()): Content {
  const problems: Problem[] = [];
  const all = readerOf(root, cache, problems);

  const connectors = readAll(
    listFiles(join(root, "pipeline"), (name) => name === "connector.yaml"),
    (path) => readItem<ConnectorSpec>(path, displayPath(root, path), connectorSchema, cache),
    problems,
  );
  const content: Content = {
    connector: connectors[0],
    ...namesIn(all),
    workspaceTransforms: all<WorkspaceTransformSpec>("pipeline/workspace-transforms", workspaceTransformSchema),
    summaries: all<SummarySpec>("pipeline/summaries", summarySchema),
    detections: readAll(
      listFiles(join(root, "detections"), isYaml).filter((path) => !isHunting(root, path)),
      (path) => readDetection(root, path, cache),
      problems,
    ),
    hunting: readAll(listFiles(join(root, huntingFolder), isYaml), (path) => readHunting(root, path, cache), problems),
    workbooks: readAll(listFiles(join(root, "workbooks"), isYaml), (path) => readWorkbook(root, path, cache), problems),
    playbooks: readAll(
      listFiles(join(root, "playbooks"), (name) => name === "playbook.yaml"),
      (path) => readPlaybook(root, path, cache),
      problems,
    ),
    governance: all<GovernanceSpec>("governance", governanceSchema),
  };
  assertNoErrors(problems);
  return content;
}

/** What queries may name. */
export type NamedContent = Pick<Content, "tables" | "functions" | "watchlists">;

/**
 * Reads what queries may name and nothing else, as `readContent` does.
 * @throws ContentError with the problems of every file
 */
export function readNamedContent(root: string, cache = new WorkCache()): NamedContent {
  const problems: Problem[] = [];
  const content = namesIn(readerOf(root, cache, problems));
  assertNoErrors(problems);
  return content;
}

type Reader = <T>(folder: string, schema: object) => Item<T>[];

/** Reads files of a folder that hold one item each. */
const readerOf =
  (root: string, cache: WorkCache, problems: Problem[]): Reader =>
  <T>(folder: string, schema: object) =>
    readAll(
      listFiles(join(root, folder), isYaml),
      (path) => readItem<T>(path, displayPath(root, path), schema, cache),
      problems,
    );

const namesIn = (all: Reader): NamedContent => ({
  tables: all<TableSpec>("pipeline/tables", tableSchema),
  functions: all<FunctionSpec>("pipeline/functions", functionSchema),
  watchlists: all<WatchlistSpec>("pipeline/watchlists", watchlistSchema),
});

/** A query's file with its tests, where there are any. */
function readTested<Spec, TestSpec>(root: string, path: string, cache: WorkCache, schema: object, testSchema: object) {
  const testPath = path.replace(/\.yaml$/, ".test.yaml");
  const item = readItem<Spec>(path, displayPath(root, path), schema, cache);
  const tests = existsSync(testPath)
    ? readItem<TestSpec>(testPath, displayPath(root, testPath), testSchema, cache)
    : undefined;
  return { ...item, name: basename(path, ".yaml"), folder: dirname(path), ...(tests ? { tests } : {}) };
}

function readHunting(root: string, path: string, cache: WorkCache): HuntingItem {
  return readTested<HuntingSpec, HuntingTestSpec>(root, path, cache, huntingSchema, huntingTestSchema);
}

function readDetection(root: string, path: string, cache: WorkCache): DetectionItem {
  const rule = readTested<DetectionSpec, DetectionTestSpec>(root, path, cache, detectionSchema, detectionTestSchema);
  const guidePath = path.replace(/\.yaml$/, ".guide.md");
  return {
    ...rule,
    ...(existsSync(guidePath) ? { guide: readGuide(guidePath, displayPath(root, guidePath)) } : {}),
  };
}

function readWorkbook(root: string, path: string, cache: WorkCache): WorkbookItem {
  const item = readItem<WorkbookSpec>(path, displayPath(root, path), workbookSchema, cache);
  return {
    ...item,
    name: basename(path, ".yaml"),
    template: readBeside(item.source, root, path.replace(/\.yaml$/, ".json")),
  };
}

function readPlaybook(root: string, path: string, cache: WorkCache): PlaybookItem {
  const item = readItem<PlaybookSpec>(path, displayPath(root, path), playbookSchema, cache);
  const beside = (name: string) => readBeside(item.source, root, join(dirname(path), name));
  const alert = existsSync(join(dirname(path), "alert.json")) ? workflowIn(beside("alert.json")) : undefined;
  const testPath = join(dirname(path), "workflow.test.yaml");
  const tests = existsSync(testPath)
    ? readItem<PlaybookTestSpec>(testPath, displayPath(root, testPath), playbookTestSchema, cache)
    : undefined;
  return { ...item, ...workflowIn(beside("workflow.json")), alert, ...(tests ? { tests } : {}) };
}

function workflowIn(workflow: SourceFile): WorkflowItem {
  const definition = (workflow.data as { definition?: WorkflowDefinition } | null)?.definition;
  if (!definition?.triggers || !definition.actions) {
    throw new ContentError([
      workflow.problem([], "playbook/definition", "a workflow file holds { definition: { triggers, actions, ... } }", {
        suggestion: "paste the code view of the Logic App",
      }),
    ]);
  }
  return { workflow, definition };
}

function readBeside(owner: SourceFile, root: string, path: string): SourceFile {
  if (!existsSync(path)) {
    throw new ContentError([
      owner.problem(
        [],
        "content/missing-file",
        `${displayPath(root, path)} does not exist, and this file describes it`,
      ),
    ]);
  }
  return SourceFile.read(path, displayPath(root, path));
}

import type { Definition } from "@sentinel-agent-identities/logic-apps";
import { actionSites } from "@sentinel-agent-identities/logic-apps/syntax";
import type { Content } from "../content";
import type { Findings } from "../findings";
import { type WorkflowItem, workflowsOf } from "../kinds/playbook";
import type { Path, SourceFile } from "../source-file";
import { workbookQueries } from "../workbook-queries";
import type { Binder } from "./binder";
import type { CheckContext } from "./context";
import { fillExpressions } from "./fill-expressions";

/** A query of the content: where it stands, and how it is bound there. */
export interface ContentQuery {
  readonly source: Pick<SourceFile, "file">;
  readonly text: string;
  /** the place of a character of `text` */
  readonly locate: (offset: number) => { readonly line: number; readonly column: number };
  readonly analyze: (context: CheckContext, binder?: Binder) => Findings;
}

const queryAt = (source: SourceFile, path: Path, text: string): ContentQuery => ({
  source,
  text,
  locate: source.placesOf(path),
  analyze: (context, binder) => context.analyze(source, path, text, binder),
});

/** Queries of saved functions, bound with their parameters. */
export const functionQueries = ({ functions }: Content): ContentQuery[] =>
  functions.map((item) => ({
    ...queryAt(item.source, ["query"], item.data.query),
    analyze: (context, binder) => context.analyzeFunction(item, binder),
  }));

/** Queries of analytics rules. */
export const detectionQueries = ({ detections }: Content): ContentQuery[] =>
  detections.map(({ source, data }) => queryAt(source, ["query"], data.query));

/** Queries of hunting. */
export const huntingQueries = ({ hunting }: Content): ContentQuery[] =>
  hunting.map(({ source, data }) => queryAt(source, ["query"], data.query));

/** Queries of workbooks' tiles. */
export const workbookTiles = ({ workbooks }: Content): ContentQuery[] =>
  workbooks.flatMap(({ template }) =>
    workbookQueries(template.data).map(({ path, text }) => queryAt(template, path, text)),
  );

/** Queries of investigation guides. */
export const guideQueries = ({ detections }: Content): ContentQuery[] =>
  detections.flatMap(({ guide }) =>
    (guide?.queries ?? []).map(({ text, locate }) => ({
      source: { file: guide!.file },
      text,
      locate,
      analyze: (context: CheckContext, binder = context.binder) => binder.findings(text, { file: guide!.file, locate }),
    })),
  );

/** Queries that a workflow sends to the query API. */
export const queriesOfPlaybook = ({ workflow, definition }: WorkflowItem): ContentQuery[] =>
  actionSites(definition as unknown as Definition).flatMap(({ path, action }) => {
    const { uri, body } = (action.inputs ?? {}) as { uri?: string; body?: { query?: unknown } };
    if (typeof uri !== "string" || !uri.includes("LogsQueryEndpoint") || typeof body?.query !== "string") return [];
    return [queryAt(workflow, ["definition", ...path, "inputs", "body", "query"], fillExpressions(body.query))];
  });

/** Every query that the content brings, summaries and transforms apart, whose language is smaller. */
export const everyQuery = (content: Content): ContentQuery[] =>
  [functionQueries, detectionQueries, huntingQueries, workbookTiles, guideQueries]
    .flatMap((of) => of(content))
    .concat(content.playbooks.flatMap(workflowsOf).flatMap(queriesOfPlaybook));

import type { Dynamic } from "../row";
import { textOf } from "./plain";
import { canonical, columns, type Holding, slot } from "./tables";

/** Columns that decide, or are put together. */
export const at = {
  originalType: slot("EventOriginalType"),
  errorType: slot("EventOriginalErrorType"),
  toolName: slot("ToolName"),
  toolId: slot("ToolId"),
  arguments: slot("Arguments"),
  result: slot("Result"),
  mcpMethod: slot("McpMethod"),
  model: slot("ModelName"),
  inputTokens: slot("InputTokensUsed"),
  targetId: slot("TargetAgentId"),
  targetName: slot("TargetAgentName"),
  verdict: slot("DlpVerdict"),
  storeSystem: slot("StoreSystem"),
  storeOperation: slot("StoreOperation"),
  statement: slot("StoreStatement"),
  summary: slot("StoreSummary"),
  collection: slot("TargetResourceName"),
  method: slot("HttpMethod"),
  status: slot("HttpStatus"),
  url: slot("DstUrl"),
  path: slot("UrlPath"),
  domain: slot("DstDomain"),
  port: slot("DstPortNumber"),
  rpcService: slot("RpcService"),
  rpcMethod: slot("RpcMethod"),
  rpcSystem: slot("RpcSystem"),
  rpcStatus: slot("RpcStatus"),
  bucket: slot("Bucket"),
  dataSource: slot("DataSourceId"),
  records: slot("RecordCount"),
  messaging: slot("MessagingSystem"),
  messagingOperation: slot("MessagingOperation"),
  destination: slot("MessagingDestination"),
} as const;

/** What the span that is being read says by column; one set of these for all spans, which are read one after the other. */
export const values: (Dynamic | undefined)[] = new Array(columns.length).fill(undefined);
const ranks: number[] = new Array(columns.length).fill(0);
/** Columns with a value. Their number stands apart: an array that is emptied is made anew when it is filled. */
const filled: number[] = new Array(columns.length).fill(0);
let many = 0;

/** Forgets what the span before said. */
export function forget(): void {
  for (let i = 0; i < many; i++) values[filled[i]!] = undefined;
  many = 0;
}

/** Gives a column a value that was not sent under any name. */
export function put(column: number, value: Dynamic | undefined): void {
  if (values[column] === undefined && value !== undefined) filled[many++] = column;
  values[column] = value;
}

/** Gives a column a value that was sent, unless one of a better name is there. */
export function hold({ column, rank }: Holding, value: Dynamic): void {
  if (values[column] === undefined) filled[many++] = column;
  else if (ranks[column]! <= rank) return;
  values[column] = value;
  ranks[column] = rank;
}

/** The value of a column as a text; empty without one. */
export const text = (column: number): string => textOf(values[column]);

/** Writes each column by its current name, unless it is there by that name. */
export function write(attributes: { [name: string]: Dynamic }): void {
  for (let i = 0; i < many; i++) {
    const column = filled[i]!;
    const value = values[column];
    if (value === undefined) continue;
    const name = canonical[column]!;
    if (ranks[column] !== 0 || attributes[name] !== value) attributes[name] = value;
  }
}

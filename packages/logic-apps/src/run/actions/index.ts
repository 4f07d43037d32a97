import type { Executor } from "../step";
import { apiConnection } from "./api-connection";
import { compose } from "./compose";
import { expression } from "./expression";
import { foreach } from "./foreach";
import { functionCall } from "./function";
import { http } from "./http";
import { ifAction } from "./if";
import { javaScriptCode } from "./java-script-code";
import { join } from "./join";
import { parseJson } from "./parse-json";
import { query } from "./query";
import { response } from "./response";
import { scope } from "./scope";
import { select } from "./select";
import { sendToBatch } from "./send-to-batch";
import { switchAction } from "./switch";
import { table } from "./table";
import { terminate } from "./terminate";
import { until } from "./until";
import {
  appendToArrayVariable,
  appendToStringVariable,
  decrementVariable,
  incrementVariable,
  initializeVariable,
  setVariable,
} from "./variables";
import { wait } from "./wait";
import { apiConnectionWebhook, httpWebhook } from "./webhook";
import { workflow } from "./workflow";

const executors: Readonly<Record<string, Executor>> = {
  ApiConnection: apiConnection,
  ApiConnectionWebhook: apiConnectionWebhook,
  AppendToArrayVariable: appendToArrayVariable,
  AppendToStringVariable: appendToStringVariable,
  Compose: compose,
  DecrementVariable: decrementVariable,
  Expression: expression,
  Foreach: foreach,
  Function: functionCall,
  Http: http,
  HttpWebhook: httpWebhook,
  If: ifAction,
  IncrementVariable: incrementVariable,
  InitializeVariable: initializeVariable,
  JavaScriptCode: javaScriptCode,
  Join: join,
  ParseJson: parseJson,
  Query: query,
  Response: response,
  Scope: scope,
  Select: select,
  SendToBatch: sendToBatch,
  SetVariable: setVariable,
  Switch: switchAction,
  Table: table,
  Terminate: terminate,
  Until: until,
  Wait: wait,
  Workflow: workflow,
};

const byName = new Map(Object.entries(executors).map(([name, executor]) => [name.toLowerCase(), executor]));

/** How actions of a type run; types are named in any case. */
export const executorOf = (type: string): Executor | undefined => byName.get(type.toLowerCase());

/** Types of actions that run. */
export const actionTypes: readonly string[] = Object.keys(executors);

/** Types of triggers that a run can start from. */
export const triggerTypes: readonly string[] = [
  "ApiConnection",
  "ApiConnectionWebhook",
  "Batch",
  "Http",
  "HttpWebhook",
  "Recurrence",
  "Request",
  "SlidingWindow",
];

export { loadWorkflows, workflowOf } from "./definition/load";
export type {
  ActionDefinition,
  Definition,
  ParameterDefinition,
  TriggerDefinition,
  Workflow,
} from "./definition/model";
export { ExpressionError, ExpressionSyntaxError, WorkflowError, WorkflowInputError } from "./errors";
export { evaluate, evaluateTemplate } from "./expression/evaluate";
export { parseTemplate } from "./expression/template";
export { type Finding, formatFinding } from "./finding";
export { functionNames } from "./functions";
export { lintWorkflow } from "./lint/lint";
export type { LintRule } from "./lint/rule";
export { lintRules as lintCatalogue } from "./lint/rules";
export { actionTypes, triggerTypes } from "./run/actions";
export type { ActionError, ActionRecord } from "./run/record";
export { type RunOptions, runWorkflow, type WorkflowRun } from "./run/run";
export type { HttpCall } from "./run/session";
export { StubTransport } from "./run/stub-transport";
export {
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
  type RequestKind,
  TransportFailure,
  type WebhookCallback,
} from "./run/transport";
export { toJson } from "./values/json";
export type { Value, ValueObject } from "./values/value";

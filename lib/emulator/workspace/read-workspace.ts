import { readAccess } from "../access";
import { EmulatorError } from "../errors";
import { blocks } from "../terraform/blocks";
import { Resolver } from "../terraform/resolver";
import { readStack, type Stack } from "../terraform/stack";
import type { DataCollectionRule, Stream, Workspace } from "./model";
import { readAutomationRules, readPlaybooks } from "./read-automation";
import { readDataCollectionRules, readWorkspaceTransforms } from "./read-data-collection-rules";
import { readFunctions } from "./read-functions";
import { readHunting } from "./read-hunting";
import { readPortal } from "./read-portal";
import { readRules } from "./read-rules";
import { readSummaries } from "./read-summaries";
import { readTables } from "./read-tables";
import { readWatchlists } from "./read-watchlists";

/** https://learn.microsoft.com/azure/azure-monitor/logs/manage-access#azure-rbac */
const query = "Microsoft.OperationalInsights/workspaces/query/read";

/**
 * Reads a Sentinel workspace from synthesized Terraform.
 * @param path a `cdk.tf.json`, the folder of one stack, or a `cdktf.out` with one stack
 * @throws EmulatorError for references or settings it cannot resolve
 */
export const readWorkspace = (path: string): Workspace => workspaceOf(readStack(path));

/**
 * The Sentinel workspace of a stack.
 * @throws EmulatorError for references or settings it cannot resolve
 */
export function workspaceOf(stack: Stack): Workspace {
  const known = workspaces.get(stack) ?? readAll(stack);
  workspaces.set(stack, known);
  return known;
}

const workspaces = new WeakMap<Stack, Workspace>();

function readAll(stack: Stack): Workspace {
  const resolver = resolverOf(stack);
  const access = readAccess(stack, resolver);
  const tables = readTables(stack, resolver);
  const dataCollectionRules = readDataCollectionRules(stack, resolver, access, tables);
  const armId = workspaceId(stack, resolver);
  const portal = readPortal(stack, resolver);
  return {
    armId,
    ...(portal ? { portal } : {}),
    readers: access.principals({ action: query, resource: armId }),
    tables,
    dataCollectionRules,
    streams: [...inOrderOfUse(dataCollectionRules), ...readWorkspaceTransforms(stack, resolver)],
    functions: readFunctions(stack, resolver),
    hunting: readHunting(stack, resolver),
    summaries: readSummaries(stack, resolver),
    watchlists: readWatchlists(stack, resolver),
    rules: readRules(stack, resolver),
    automationRules: readAutomationRules(stack, resolver),
    playbooks: readPlaybooks(stack, resolver),
  };
}

/** Streams of rules that somebody may send to come first: rows that nobody says the way of take the first that fits. */
function inOrderOfUse(rules: readonly DataCollectionRule[]): Stream[] {
  const used = ({ senders }: DataCollectionRule) => senders.length > 0;
  return [...rules.filter(used), ...rules.filter((rule) => !used(rule))].flatMap((rule) => rule.streams);
}

/** Resolves references within a stack, in the subscription that its provider names. */
export function resolverOf(stack: Stack): Resolver {
  const known = resolvers.get(stack) ?? new Resolver(stack, subscriptionOf(stack));
  resolvers.set(stack, known);
  return known;
}

const resolvers = new WeakMap<Stack, Resolver>();

function subscriptionOf(stack: Stack): string {
  const provider = blocks(stack.providers.azurerm)[0];
  const id = provider?.subscription_id;
  return typeof id === "string" && !id.includes("${") ? id : "00000000-0000-0000-0000-000000000000";
}

/** One workspace, created by the stack or referred to by everything in it. */
function workspaceId(stack: Stack, resolver: Resolver): string {
  const created = stack.ofType("azurerm_log_analytics_workspace").map((resource) => resolver.id(resource));
  const referred = stack.resources.flatMap((resource) => {
    const id = resolver.attributes(resource).log_analytics_workspace_id;
    return typeof id === "string" ? [id] : [];
  });
  const ids = [...new Set([...created, ...referred])];
  if (ids.length !== 1)
    throw new EmulatorError(
      stack.file,
      ids.length === 0 ? "has no Log Analytics workspace" : `has several workspaces: ${ids.join(", ")}`,
      "the emulator runs one workspace at a time",
    );
  return ids[0]!;
}

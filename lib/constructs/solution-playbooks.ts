import type { Content, PlaybookSpec } from "../content";
import { ruleName } from "./analytics-rule";
import type { SentinelWatchlist } from "./cdktf";
import { Diagnostics } from "./diagnostics";
import { type IncidentsOfRules, incidentsOfRules } from "./incidents-of-rules";
import { Playbook, type Responds } from "./playbook";
import { PlaybookClaims } from "./playbook-claims";
import { resourceIds } from "./resource-ids";
import { addResponseAutomation } from "./response-automation";
import { ResponseKey } from "./response-key";
import type { AgentIdentitiesSettings } from "./settings";
import { isOn, placeOf, type Solution } from "./solution";
import type { Rules } from "./solution-queries";
import { TeamsMessenger } from "./teams-messenger";
import type { WaysIn } from "./ways-in";

/** What playbooks work with, besides the workspace. */
export interface PlaybookSurroundings {
  readonly waysIn: WaysIn;
  readonly watchlists: ReadonlyMap<string, SentinelWatchlist>;
  readonly rules: Rules;
  /** Where a playbook may act. */
  readonly claims: PlaybookClaims | undefined;
  /** Where approvals are asked for in Microsoft Teams too. */
  readonly messenger: TeamsMessenger | undefined;
  /** Where there are platforms to ask. */
  readonly responseKey: ResponseKey | undefined;
}

/** The playbooks that the features and settings of a deployment need, those that others ask last. */
export function playbooksOf({ playbooks }: Content, settings: AgentIdentitiesSettings): Content["playbooks"] {
  const channel = settings.response?.approvals?.channel;
  return playbooks
    .filter(
      ({ data: { feature, setting, channel: by } }) =>
        isOn(settings, feature) &&
        (setting === undefined || settings[setting] !== undefined) &&
        (by === undefined || by === channel),
    )
    .sort((one, other) => Number(one.data.channel !== undefined) - Number(other.data.channel !== undefined));
}

/** Where approvals are asked for in Microsoft Teams too. */
export function addMessenger(solution: Solution): TeamsMessenger | undefined {
  const { scope, settings, content, resourceGroup } = solution;
  const item = playbooksOf(content, settings).find(({ data }) => data.channel === "teams");
  if (!item) return undefined;
  const { subscriptionId } = settings;
  const resourceGroupId = resourceGroup.id;
  return new TeamsMessenger(scope, "teams", {
    ...placeOf(solution),
    name: item.data.name,
    subscriptionId,
    resourceGroupId,
  });
}

/** Playbooks that only say what they would do have nothing to agree on. */
export function addClaims(solution: Solution): PlaybookClaims | undefined {
  const { scope, settings, workspace } = solution;
  const { subscriptionId, response, resourceGroup } = settings;
  if (response?.mode !== "Approve" && response?.mode !== "Auto") return undefined;
  return new PlaybookClaims(scope, "playbook-claims", {
    ...placeOf(solution),
    workspace,
    resourceGroupId: solution.resourceGroup.id,
    subscriptionId,
    key: resourceGroup.name,
  });
}

/** What is sent outside is signed; where nothing is, there is no key. */
export function addResponseKey(solution: Solution): ResponseKey | undefined {
  const { scope, settings, workspace } = solution;
  const { subscriptionId, tenantId, externalAgentEndpoints, resourceGroup } = settings;
  if (!externalAgentEndpoints) return undefined;
  return new ResponseKey(scope, "response-key", {
    ...placeOf(solution),
    workspace,
    resourceGroupId: solution.resourceGroup.id,
    subscriptionId,
    tenantId,
    key: resourceGroup.name,
    protect: settings.protect,
  });
}

/** Playbooks by id, such as `PB-01`. */
export function addPlaybooks(solution: Solution, around: PlaybookSurroundings): ReadonlyMap<string, Playbook> {
  const { content, settings } = solution;
  return new Map(playbooksOf(content, settings).map((item) => [item.data.id, addPlaybook(solution, around, item)]));
}

function addPlaybook(
  solution: Solution,
  { waysIn, watchlists, rules, claims, messenger: teams, responseKey }: PlaybookSurroundings,
  { data: playbook, definition, alert }: Content["playbooks"][number],
): Playbook {
  const { scope, settings, workspace } = solution;
  const { subscriptionId, tenantId, response, resourceGroup, portal } = settings;
  const construct = new Playbook(scope, `playbook-${playbook.id}`, {
    ...placeOf(solution),
    workspace,
    dataCollection: waysIn.ledger,
    claims,
    grantedExceptionsId: watchlists.get("AgentGrantedExceptions")?.id,
    signingKey: responseKey,
    externalEndpoints: settings.externalAgentEndpoints,
    subscriptionId,
    tenantId,
    key: resourceGroup.name,
    resourceGroupId: solution.resourceGroup.id,
    playbook,
    definition,
    alertDefinition: alert?.definition,
    responds: respondsOf(solution, rules, playbook),
    response,
    portal,
    teams,
  });
  if (definition.parameters?.Approvers) teams?.requesters.push(construct.identity.principalId);
  for (const [i, { id }] of construct.workflows.entries())
    new Diagnostics(scope, `playbook-${playbook.id}-diagnostics${i === 0 ? "" : `-${i + 1}`}`, {
      workspace,
      targetResourceId: id,
    });
  return construct;
}

/** What starts the playbooks, where Sentinel may. */
export function addAutomation(
  { scope, settings, content, resourceGroup, workspace }: Solution,
  rules: Rules,
  playbooks: ReadonlyMap<string, Playbook>,
): void {
  const { tenantId, subscriptionId, sentinelServicePrincipalObjectId: principalId } = settings;
  if (!principalId) return;
  const incidentsOf = (names: readonly string[]): IncidentsOfRules =>
    incidentsOfRules(names, content, resourceIds(rules));
  addResponseAutomation(scope, {
    workspace,
    tenantId,
    subscriptionId,
    resourceGroup: { name: settings.resourceGroup.name, id: resourceGroup.id },
    principalId,
    playbooks: [...playbooks.values()],
    started: playbooksOf(content, settings)
      .filter(({ data }) => data.automationRule)
      .map(({ data: spec }) => ({
        spec,
        playbook: playbooks.get(spec.id)!,
        ruleIds: rulesStarting(rules, spec).map((name) => rules.get(name)!.resource.id),
        incidents: incidentsOf(rulesStarting(rules, spec)),
      })),
  });
}

/** Files of the analytics rules that start a playbook. */
function rulesStarting(rules: Rules, { automationRule }: PlaybookSpec): readonly string[] {
  const named = automationRule?.detections ?? [];
  return named === "all" ? [...rules.keys()] : named;
}

function respondsOf({ settings, content }: Solution, rules: Rules, playbook: PlaybookSpec): Responds | undefined {
  const { automationRule } = playbook;
  if (!automationRule || !settings.sentinelServicePrincipalObjectId) return undefined;
  const names = rulesStarting(rules, playbook);
  return {
    ruleIds: content.detections.filter(({ name }) => names.includes(name)).map(({ data }) => ruleName(data)),
    severities: [...(automationRule.severities ?? [])],
    confidences: [...(automationRule.confidences ?? [])],
  };
}

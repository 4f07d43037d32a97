import type { Content } from "../content";
import type { DetectionItem } from "../kinds/detection";
import type { Item } from "../kinds/item";
import type { Problem } from "../problem";
import type { Check } from "./context";

/** How many of a kind one workspace takes (Microsoft Sentinel and Azure Monitor service limits). */
export const serviceLimits = {
  scheduledRules: 512,
  nrtRules: 50,
  automationRules: 512,
  /** tasks that one automation rule adds */
  actionsPerAutomationRule: 20,
  summaryRules: 30,
} as const;

/** What Azure would only refuse while deploying: more of a kind than a workspace takes, and queries across workspaces. */
export const checkServiceLimits: Check = ({ content }) => [
  ...tooMany(content.detections.filter(isScheduled), serviceLimits.scheduledRules, "Scheduled rules"),
  ...tooMany(content.detections.filter(isNrt), serviceLimits.nrtRules, "NRT rules"),
  ...tooMany(withAutomation(content), serviceLimits.automationRules, "automation rules"),
  ...tooMany(content.summaries, serviceLimits.summaryRules, "summary rules"),
  ...content.detections.flatMap(longGuides),
  ...content.detections.flatMap(otherWorkspaces),
];

const isScheduled = ({ data }: DetectionItem) => data.kind === "Scheduled";
const isNrt = ({ data }: DetectionItem) => data.kind === "NRT";

/** Every guide, and everything that starts a playbook by itself, becomes an automation rule. */
function withAutomation({ playbooks, detections }: Content): readonly Item<unknown>[] {
  const starts = playbooks.flatMap((item) => (item.data.automationRule?.starts ?? []).map(() => item));
  return [...starts, ...detections.filter(({ guide }) => guide)];
}

function tooMany(items: readonly Item<unknown>[], most: number, what: string): Problem[] {
  const first = items[most];
  if (!first) return [];
  return [
    first.source.problem([], "limit/count", `there are ${items.length} ${what}; a workspace takes ${most}`, {
      suggestion: "merge some, or leave some out",
    }),
  ];
}

function longGuides({ guide, source }: DetectionItem): Problem[] {
  const most = serviceLimits.actionsPerAutomationRule;
  if (!guide || guide.sections.length <= most) return [];
  return [
    source.problem(
      [],
      "limit/count",
      `the guide has ${guide.sections.length} sections; an automation rule takes ${most}`,
      {
        suggestion: "merge sections",
      },
    ),
  ];
}

/** NRT rules cannot look beyond their workspace, and nothing here should: a tenant's data stays in the tenant. */
function otherWorkspaces({ source, data }: DetectionItem): Problem[] {
  const places = source.placesOf(["query"]);
  return [...data.query.matchAll(/\b(workspace|app|adx|arg)\s*\(/g)].map((match) => ({
    code: "limit/cross-workspace",
    severity: "error",
    message: `a rule reads its own workspace only, and this one calls ${match[1]}()`,
    file: source.file,
    ...places(match.index),
    suggestion: "name the table alone",
  }));
}

import { isWorkday } from "../calendar";
import type { AgentKind, RuntimeKind } from "../kinds/kind";
import type { FleetShape, Window } from "../options";
import type { Random } from "../random";
import { day, hour, minute } from "../time";
import type { Blueprint } from "./blueprint";
import { planBuilds } from "./build";
import { planChanges } from "./changes";
import type { Company } from "./company";
import { type Credential, certificate, federatedCredential, trustOf } from "./credential";
import { type Manner, planManner } from "./manner";
import { planSite, planTwin } from "./site";

/** A blueprint of a kind; `number` tells blueprints of one kind apart. */
export function planBlueprint(
  random: Random,
  company: Company,
  kind: AgentKind,
  number: number,
  window: Window,
  shape: FleetShape = "calm",
): Blueprint {
  const manner = planManner(random.fork("manner"), shape);
  const planned = planCalmBlueprint(random, company, kind, number, window, manner);
  return shape === "calm" ? planned : { ...planned, ...planChanges(random.fork("changes"), company, planned, window) };
}

function planCalmBlueprint(
  random: Random,
  company: Company,
  kind: AgentKind,
  number: number,
  window: Window,
  manner: Manner,
): Blueprint {
  const name = number === 1 ? `${kind.name}-agent` : `${kind.name}-agent-${number}`;
  const owner = random.pick(company.people);
  return {
    name,
    kind,
    classic: kind.classic === true,
    manner,
    appId: random.guid(),
    objectId: random.guid(),
    principalId: random.guid(),
    owner,
    sponsor: random.pick(company.people.filter((person) => person !== owner)),
    created: window.start - random.int(70, 300) * day,
    ...planSite(random.fork("site"), kind.runtime === "githubActions", manner.addresses),
    ...(manner.isTwofold && { twin: planTwin(random.fork("twin"), manner.addresses) }),
    credentials: kind.classic
      ? [certificate(random, name, window.start)]
      : rotated(random.fork("credentials"), company, kind, name, window),
    builds: planBuilds(random.fork("builds"), company, kind, window, manner),
    repository: `https://github.com/contoso/${name}`,
    workflowPath: ".github/workflows/release.yml",
    ref: "refs/heads/main",
    builderId: "https://github.com/actions/runner/github-hosted",
    imageRepository: `agents/${name}`,
    trust: trustOf(company, kind, name),
    managedIdentityId: random.guid(),
    toolDefinitions: Object.fromEntries(Object.keys(kind.tools).map((tool) => [tool, random.hex(64)])),
  };
}

/** One federated credential, and for some blueprints a second that replaces it on a working day. */
function rotated(random: Random, company: Company, kind: AgentKind, name: string, window: Window): Credential[] {
  const from = window.start - random.int(20, 65) * day;
  const span = Math.floor((window.end - window.start) / day);
  const on = window.start + random.int(2, Math.max(2, span - 1)) * day;
  const at = on - (on % day) + random.int(7, 15) * hour + random.int(0, 59) * minute;
  const rotates = random.chance(0.35) && isWorkday(at) && at < window.end;
  const first = federatedCredential(random, company, kind, name, 1, {
    from,
    to: rotates ? at + 2 * hour : window.end + day,
  });
  if (!rotates) return [first];
  return [first, federatedCredential(random, company, kind, name, 2, { from: at, to: window.end + day })];
}

/** What runs the workload, in the words of the lineage table. */
export const runtimeNames: Readonly<Record<RuntimeKind, string>> = {
  kubernetes: "Kubernetes",
  containerApp: "ContainerApp",
  githubActions: "GitHubActions",
};

import type { GraphObject } from "../../lib/emulator/graph";
import { actingPlaybooks } from "./acting";
import {
  agentId,
  analyst,
  answering,
  classicAgent,
  directoryOf,
  incident,
  ingest,
  minute,
  otherAgent,
  type Setting,
  start,
} from "./cloud";
import { external, outsidePlaybooks } from "./external";
import { PortalWorld } from "./portal-world";
import { starts, twoSignals } from "./starts";
import { operations, unbalanced } from "./telemetry";

const hostile = {
  "a script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
  quotes: `"'"'\\"\\' </p></li><b>`,
  "an end of a query": `") | take 1000 //`,
  "another query in a second line": `x"\n| union SecurityIncident\r\n| take 1000 //`,
  "an expression of a workflow": "@{parameters('Approvers')} {{user}} @concat('a', 'b') ${env}",
  "an end of a filter": "x' or '1' eq '1') //../../$batch?$filter=",
  "signs that turn words": "\u202etnega\u202c \u2067evorppa\u2069 \u200f",
  "a text that fills a comment": `&<">`.repeat(20_000),
} as const;

/** One after the other they are tried on the playbook that freezes, at once on the others: the parts that write are shared. */
const { "a text that fills a comment": filling, ...short } = hostile;
const atOnce = { "all of them at once": Object.values(short).join(" "), "a text that fills a comment": filling };
const namesFor = (playbook: string) => Object.entries(playbook === "agentid-freeze-agent" ? hostile : atOnce);

type Named = { readonly AgentName: string; readonly [more: string]: unknown };

/** Everything that can bear a name has this one. */
function namedBy(name: string, before: Setting): Setting {
  const renamed = (objects: readonly GraphObject[]) =>
    objects.map((one) => ({ ...one, displayName: name.slice(0, 256) }));
  return {
    ...before,
    directory: (stack) => {
      const data = (before.directory ?? directoryOf)(stack);
      const people = (data.users ?? []).map((one) => ({
        ...one,
        displayName: name.slice(0, 256),
        userPrincipalName: name,
      }));
      return {
        ...data,
        servicePrincipals: renamed(data.servicePrincipals),
        applications: renamed(data.applications),
        users: people,
        federatedIdentityCredentials: Object.fromEntries(
          Object.entries(data.federatedIdentityCredentials).map(([id, all]) => [
            id,
            all.map((one) => ({ ...one, name, subject: name, issuer: name })),
          ]),
        ),
      };
    },
    people: [{ after: 5 * minute, authorObjectId: analyst, message: answering("approve") }],
    fill: async (emulator) => {
      await ingest(
        emulator,
        "AgentAsset_CL",
        [agentId, otherAgent, classicAgent, external].map(
          (id): Named => ({
            TimeGenerated: "2026-03-02T09:00:00Z",
            AssetType: id === classicAgent ? "ClassicAgent" : id === external ? "ExternalAgent" : "AgentIdentity",
            AgentPlatform: id === external ? "AWS" : "",
            AgentId: id,
            AppId: id,
            AgentName: name.slice(0, 8000),
            AccountEnabled: true,
          }),
        ),
      );
      await operations(emulator, 3, {
        SrcAgentId: agentId,
        SrcAgentName: name.slice(0, 8000),
        ToolName: name.slice(0, 2000),
        DstDomain: name.slice(0, 2000),
        WorkflowResourceId: name.slice(0, 2000),
      });
    },
  };
}

/** What is left of a query without the texts in it. */
const bare = (query: string): string => query.replace(/@"[^"]*"|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'/g, '""');

const playbooks = [
  ...[...Object.values(actingPlaybooks), ...Object.values(outsidePlaybooks)].map(
    ({ name, accounts, details, setting }) => ({
      name,
      accounts,
      details,
      setting,
    }),
  ),
  { name: "agentid-enrich-incident", accounts: [agentId], details: {}, setting: {} },
  { name: "agentid-notify-owners", accounts: [agentId], details: {}, setting: {} },
];

describe.each(playbooks)("$name", ({ name, accounts, details, setting = {} }) => {
  test.each(namesFor(name))("%s stays a text", async (_what, evil) => {
    const { cloud } = await start(namedBy(evil, setting));
    const one = incident([...accounts, evil], { ...details, Note: evil });
    const alerts = one.alerts.map((alert) => ({
      ...alert,
      title: evil,
      customDetails: { ...alert.customDetails, DetectionId: [...(alert.customDetails.DetectionId ?? [])] },
    }));
    const odd = { ...alerts[0]!, systemAlertId: "odd", customDetails: { DetectionId: [evil.slice(0, 500)] } };
    const run = await cloud.run(name, { ...one, title: evil, description: evil, alerts: [...alerts, odd] });
    const calls = run.workflow!.calls;
    expect(run.status).toBe("Succeeded");

    const messages = run.comments.filter(({ author }) => author.startsWith("id-")).map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(unbalanced(message)).toEqual([]);
      expect(message).not.toMatch(/<script|<img|[\u202a-\u202e\u2066-\u2069]/);
      expect(message.length).toBeLessThanOrEqual(30_000);
      // Nothing that was in a name is evaluated.
      expect(message).not.toContain(`["${analyst}"]`);
    }

    const queries = calls.flatMap(({ body }) => {
      const query = (body as { query?: unknown } | undefined)?.query;
      return typeof query === "string" ? [query] : [];
    });
    for (const query of queries) expect(bare(query)).not.toMatch(/take 1000|SecurityIncident|\/\//);
    for (const { action, answer } of calls.filter(({ body }) => (body as { query?: unknown } | undefined)?.query))
      expect([action, answer]).toEqual([action, 200]);

    for (const { url } of calls.filter(({ url }) => url.startsWith("https://"))) {
      expect(url).not.toMatch(/[\s"<>\\]|\$batch|\.\.\/|1000/);
      expect(url.split("'").length % 2).toBe(1);
    }
    for (const { message } of cloud.directory.mails) {
      expect(String(message.subject)).not.toMatch(/[\r\n\u202a-\u202e\u2066-\u2069]/);
      expect(unbalanced(String((message.body as { content: string }).content))).toEqual([]);
    }
  });
});

/** Who acts on an alert alone; PB-05 does not where the workload itself has such a name. */
const onAlert = Object.entries(starts).filter(([id, { isOnAlert }]) => isOnAlert && id !== "PB-05");

// The alert's own workflows write on the incident when there is one.
describe.each(onAlert)("%s on the alert", (id, { name, alert }) => {
  test.each(Object.entries(atOnce))("%s stays a text", async (_what, evil) => {
    const setting = namedBy(evil, (actingPlaybooks[id] ?? outsidePlaybooks[id])!.setting ?? {});
    const fill: Setting["fill"] = async (emulator) => {
      await setting.fill!(emulator);
      await twoSignals(alert.details.AgentId!)(emulator);
    };
    const world = await PortalWorld.open(name, {}, { ...setting, fill });
    world.raise(0, { ...alert, details: { ...alert.details, Note: evil } });
    await world.settled();
    const alone = world.runs.find(({ workflow }) => workflow === `${name}.alert`)!;
    const acted = alone.run.changes.length + world.cloud.platformCalls.length;
    expect([alone.run.status, acted > 0]).toEqual(["Succeeded", true]);
    const written = world.incidents
      .comments(world.portal.all[0]!.id, new Date(Date.parse(alone.run.endTime) + minute))
      .filter(({ author }) => author.name.startsWith("id-"));
    expect(written.length).toBeGreaterThan(0);
    for (const { message } of written) {
      expect(unbalanced(message)).toEqual([]);
      expect(message).not.toMatch(/<script|<img|[\u202a-\u202e\u2066-\u2069]/);
      expect(message.length).toBeLessThanOrEqual(30_000);
    }
  });
});

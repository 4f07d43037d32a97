const text = { type: "string" } as const;
const time = { type: "string", description: "ISO 8601, UTC" } as const;
const number = { type: "number" } as const;
const list = (items: object) => ({ type: "array", items }) as const;
const strict = (properties: Record<string, object>, optional: Record<string, object> = {}) =>
  ({
    type: "object",
    required: Object.keys(properties),
    additionalProperties: false,
    properties: { ...properties, ...optional },
  }) as const;

const entity = { type: "object", required: ["type"], additionalProperties: text, properties: { type: text } } as const;

const alert = strict({
  systemAlertId: text,
  rule: { ...text, description: "display name of the analytics rule" },
  ruleId: { ...text, description: "empty for alerts of other products" },
  product: text,
  provider: text,
  timeGenerated: { ...time, description: "when the rule ran" },
  startTime: time,
  endTime: time,
  title: text,
  description: text,
  severity: { enum: ["Informational", "Low", "Medium", "High"] },
  tactics: list(text),
  techniques: list(text),
  entities: list(entity),
  customDetails: { type: "object", additionalProperties: list(text) },
  dynamicProperties: { type: "object", additionalProperties: text },
  events: { ...number, description: "result rows behind the alert" },
});

const anything = { type: "object" } as const;
const status = { anyOf: [{ type: "integer" }, { enum: ["timeout", "connection"] }] } as const;

const run = {
  type: "object",
  required: ["status", "startTime", "endTime", "calls", "comments", "changes", "ledger"],
  additionalProperties: false,
  properties: {
    status: {
      enum: ["Succeeded", "Failed", "Cancelled", "Skipped", "Disabled", "NotRun"],
      description: "Disabled: the Logic App is; NotRun: no directory was given for it to act on",
    },
    error: strict({ code: text, message: text }),
    startTime: time,
    endTime: time,
    calls: {
      ...list(strict({ time, method: text, url: text, status })),
      description: "every request that the playbook sent, with the status of the answer or why there was none",
    },
    comments: {
      ...list(strict({ message: text, time, author: text })),
      description: "comments on the incident that were written during the run",
    },
    changes: {
      ...list(strict({ time, target: text, name: text, before: anything, after: anything })),
      description: "what the playbook changed in Microsoft Entra and in Azure",
    },
    ledger: { ...list(anything), description: "rows of AgentResponse_CL that the playbook wrote" },
  },
} as const;

/** What `agentid simulate --format json` prints. */
export const simulationSchema = {
  $id: "simulation.schema.json",
  title: "Report of agentid simulate",
  ...strict(
    {
      from: time,
      to: time,
      portal: { ...anything, description: "where analysts work, and how that behaves; times in milliseconds" },
      ingest: list(
        strict({
          stream: text,
          table: text,
          rowsIn: number,
          rowsOut: number,
          bytesIn: { ...number, description: "as sent" },
          bytesOut: { ...number, description: "as stored" },
        }),
      ),
      rejected: list(
        strict({
          target: { ...text, description: "stream or table" },
          place: { ...text, description: "file:line" },
          column: text,
          message: text,
        }),
      ),
      runs: list(
        strict({
          rule: text,
          at: time,
          rows: number,
          ms: { ...number, description: "time the query took here: of a statement for several runs, the share of one" },
        }),
      ),
      alerts: list(alert),
      incidents: list(
        strict(
          {
            number,
            id: text,
            providerName: { enum: ["Microsoft XDR", "Azure Sentinel"] },
            providerIncidentId: { ...text, description: "the Defender portal's number, where it makes the incidents" },
            title: text,
            description: text,
            severity: { enum: ["Informational", "Low", "Medium", "High"] },
            status: { enum: ["New", "Active", "Closed"] },
            labels: list(text),
            createdTime: time,
            lastModifiedTime: time,
            firstActivityTime: time,
            lastActivityTime: time,
            tactics: list(text),
            techniques: list(text),
            entities: list(entity),
            alerts: list(alert),
            tasks: list(strict({ title: text, description: text })),
            ruleArmIds: list(text),
          },
          {
            classification: text,
            ownerId: text,
            redirectedTo: { ...number, description: "the incident that took its alerts over" },
          },
        ),
      ),
      automation: list(
        strict(
          {
            at: time,
            automationRule: text,
            playbook: text,
            playbookId: text,
            triggerBody: { type: "object", description: "what Sentinel posts to the playbook" },
            run,
          },
          { incidentNumber: number, alertId: { ...text, description: "of the alert that started it" } },
        ),
      ),
      resolved: {
        ...list(strict({ incidentNumber: number, title: text, product: text, at: time })),
        description: "alerts of other products that were resolved because an incident was closed",
      },
      notes: { ...list(text), description: "what this rests on that no document says, and what did not come to pass" },
      failures: {
        ...list(strict({ rule: text, from: time, to: time, message: text })),
        description: "rules that took more memory or time than there is, and did not run any more from then on",
      },
    },
    {
      needs: {
        ...list(
          strict({ kind: { enum: ["empty-table", "maturity", "empty-watchlist"] }, what: text, rules: list(text) }),
        ),
        description: "where no incident was made: what rules would have needed, and the names of those rules",
      },
    },
  ),
} as const;

import type { IngestReport, RejectedRow, Workspace } from "../../emulator";
import type { StackServer } from "../../emulator/local-azure";
import { type IngestionServer, issueToken } from "../../emulator/server";
import { bytes, count } from "../../wording";

/** What a client needs to send: endpoint, authority, rules with their streams, and a token for everyone who may. */
export function emulationStart(server: StackServer, workspace: Workspace): string {
  return [
    `Logs Ingestion API at ${server.endpoint}`,
    `  trust its authority   NODE_EXTRA_CA_CERTS=${server.caFile}`,
    ...workspace.dataCollectionRules.flatMap((rule) => [
      `Data collection rule ${rule.name}`,
      `  immutable id   ${rule.immutableId}`,
      ...rule.streams.map((stream) => `  stream   ${stream.name} -> ${stream.flows.map((f) => f.table).join(", ")}`),
      ...(rule.senders.length === 0
        ? ["  nobody may send: no role assignment gives Monitoring Metrics Publisher on this rule"]
        : rule.senders.map((id) => `  sender ${id} sends "Authorization: Bearer ${issueToken(id)}"`)),
    ]),
    `Query API at the same address, workspace ${server.workspaceId}`,
    ...readersText(server, workspace.readers ?? []),
    "Ctrl+C ends it and shows what came in.",
  ].join("\n");
}

/** Who may ask, and how one of them signs in with Azure's own clients. */
const readersText = ({ endpoint, workspaceId }: StackServer, [first]: readonly string[]): string[] =>
  first === undefined
    ? ["  nobody may ask: no role assignment gives Log Analytics Reader on the workspace"]
    : [
        `  ask as ${first}   AZURE_AUTHORITY_HOST=${endpoint} AZURE_TENANT_ID=${workspaceId} AZURE_CLIENT_ID=${first} AZURE_CLIENT_SECRET=local`,
        `  agentid backtest --workspace ${workspaceId} --endpoint ${endpoint}`,
      ];

/** What came in, per stream and table, and every row that was refused. */
export const emulationEnd = (
  { ingested }: Pick<IngestionServer, "ingested">,
  rejected: readonly RejectedRow[],
): string => [...ingestedText(ingested), ...rejectedText(rejected)].join("\n");

/** What came in, per stream and table. */
export const ingestedText = (ingested: readonly IngestReport[]): string[] => [
  "Ingested",
  ...(ingested.length === 0 ? ["  nothing"] : []),
  ...ingested.map(
    (i) =>
      `  ${i.stream} -> ${i.table}: ${count(i.rowsIn)} rows in (${bytes(i.bytesIn)}), ${count(i.rowsOut)} kept (${bytes(i.bytesOut)})`,
  ),
];

/** Every row that was refused. */
export const rejectedText = (rejected: readonly RejectedRow[]): string[] => [
  `Rejected rows: ${count(rejected.length)}`,
  ...rejected.map((row) => `  ${row.place} of ${row.target}: ${row.message}`),
];

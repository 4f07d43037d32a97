import type { TableSpec, vocabulary } from "../content";
import type { Construct, ITerraformDependable } from "./cdktf";
import { DataCollection } from "./data-collection";
import { dataFlows, type Origin, streamsOf } from "./data-flows";
import { withoutStamp } from "./sender-stamp";
import type { Sender } from "./settings";
import type { SentinelWorkspace } from "./workspace";

/** What decides about the ways in. */
export interface WaysInConfig {
  readonly workspace: SentinelWorkspace;
  readonly location: string;
  readonly resourceGroupName: string;
  /** What tells this deployment from others of the subscription. */
  readonly key: string;
  readonly tables: readonly TableSpec[];
  readonly senders: readonly Sender[];
  /** May send without being named: nobody knows which row is whose. */
  readonly senderPrincipalIds: readonly string[];
  /** Whether the collector's intake sends too. */
  readonly intake: boolean;
  readonly dependsOn: ITerraformDependable[];
  readonly tags?: Record<string, string>;
}

/** The data collection rules of a deployment: one for each who writes, so that a role on one opens no other. */
export interface WaysIn {
  /** Execution rows of nobody in particular; without `senderPrincipalIds` nobody may send here. */
  readonly shared: DataCollection;
  /** Execution rows that the intake has stamped. */
  readonly intake?: DataCollection;
  /** Execution rows of each named sender, by name. */
  readonly senders: ReadonlyMap<string, DataCollection>;
  /** Assets, lineage and verdicts. */
  readonly collector: DataCollection;
  /** The ledger. */
  readonly ledger: DataCollection;
}

/** @throws Error when a table has more streams or flows than a rule can hold */
export function addWaysIn(scope: Construct, config: WaysInConfig): WaysIn {
  const { workspace, location, resourceGroupName, key, tags, dependsOn, tables, senders } = config;
  const place = { workspace, location, resourceGroupName, key, tags, dependsOn };
  const rule = (
    name: string,
    writer: vocabulary.Writer,
    origin: Origin,
    more: { principals?: readonly string[]; endpoint?: DataCollection["endpoint"] } = {},
  ) =>
    new DataCollection(scope, name === "" ? "data-collection" : `data-collection-${name}`, {
      ...place,
      name: name === "" ? "agent-identities" : `agent-identities-${name}`,
      streams: tables
        .flatMap((table) => streamsOf(writer, table))
        .map((stream) => (origin === "intake" ? stream : withoutStamp(stream))),
      flows: dataFlows(writer, { tables, origin }),
      senderPrincipalIds: more.principals,
      endpoint: more.endpoint,
    });
  const shared = rule("", "senders", "anybody", { principals: config.senderPrincipalIds });
  const { endpoint } = shared;
  return {
    shared,
    collector: rule("collector", "collector", "anybody", { endpoint }),
    ledger: rule("ledger", "playbooks", "anybody", { endpoint }),
    ...(config.intake ? { intake: rule("intake", "senders", "intake", { endpoint }) } : {}),
    senders: new Map(
      senders.map((sender) => [
        sender.name,
        rule(`sender-${sender.name}`, "senders", sender, { principals: [sender.principalId], endpoint }),
      ]),
    ),
  };
}

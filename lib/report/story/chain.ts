import { type Asking, kqlText } from "./asking";
import type { ChainLink } from "./story";

interface LinkRow {
  readonly Link: string;
  readonly State: ChainLink["state"];
  readonly Value: string;
  readonly Detail: string;
}

/** The chain behind an agent's last action, as an analyst asks for it: `AgentLineage`. */
export async function readChain(asking: Asking, agent: string): Promise<ChainLink[]> {
  if (!asking.knows("AgentLineage")) return [];
  const rows = await asking.rows<LinkRow>(
    `AgentLineage(${kqlText(agent)}) | order by Step asc | project Link, State, Value, Detail`,
  );
  return rows.map(({ Link, State, Value, Detail }) => ({ link: Link, state: State, value: Value, detail: Detail }));
}

import type { StreamSpec } from "../content";
import type { Sender } from "./settings";

/** What a data collection rule writes into the columns that no client can write. */
interface Stamp {
  /** object id of the sender; empty when the rule cannot tell */
  readonly SenderId: string;
  readonly SenderStanding: "Named" | "NotNamed" | "";
}

/** The stream as clients see it: without the columns that say who sent a row. */
export function withoutStamp({ name, columns }: StreamSpec): Pick<StreamSpec, "name" | "columns"> {
  return { name, columns: columns.filter(({ stamped }) => !stamped) };
}

/** Whether rows of a stream say who sent them. */
export const isStamped = ({ columns }: StreamSpec): boolean => columns.some(({ stamped }) => stamped);

/** A transform of rows whose sender is not known: any identity with a role on the rule. */
export const unattributed = (transformKql: string): string =>
  stamped(transformKql, { SenderId: "", SenderStanding: "" });

/**
 * A transform of rows that one sender sent, of agents that it may speak for (Named) or may not (NotNamed).
 * @throws Error for a transform that does not begin with `source`
 */
export function attributed(
  transformKql: string,
  sender: Sender,
  standing: Exclude<Stamp["SenderStanding"], "">,
): string {
  const stamp = stamped(transformKql, { SenderId: sender.principalId.toLowerCase(), SenderStanding: standing });
  if (sender.everyAgent) return stamp;
  const named = `(${namedBy(sender)})`;
  return `${stamp.trimEnd()}\n| where ${standing === "Named" ? named : `not${named}`}`;
}

/** A transform of rows that the intake has stamped. */
export function ofStanding(transformKql: string, disputed: boolean): string {
  return `${transformKql.trimEnd()}\n| where SenderStanding ${disputed ? "==" : "!="} "NotNamed"`;
}

/** A row that names no agent accuses nobody. */
function namedBy({ agents = [], blueprints = [] }: Sender): string {
  return [
    "isempty(SrcAgentId) and isempty(SrcAgentBlueprintId)",
    ...(agents.length > 0 ? [`SrcAgentId in (${list(agents)})`] : []),
    ...(blueprints.length > 0 ? [`SrcAgentBlueprintId in (${list(blueprints)})`] : []),
  ].join(" or ");
}

const list = (ids: readonly string[]): string => ids.map((id) => `"${id.toLowerCase()}"`).join(", ");

function stamped(transformKql: string, { SenderId, SenderStanding }: Stamp): string {
  const text = transformKql.trimStart();
  if (!/^source\b/.test(text)) throw new Error("a transform of stamped rows begins with source");
  const stamp = `| extend SenderId = "${SenderId}", SenderStanding = "${SenderStanding}"`;
  return `source\n${stamp}${text.slice("source".length)}`;
}

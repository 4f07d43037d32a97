import type { Problem } from "../../content";
import type { TenantSource } from "../checks/check";
import type { Tenant } from "../tenant";

const alias = "AgentSensitivityLabels";
/** Rules take content of this rank, and of those above, for confidential. */
const confidential = 2;

/** Names by which companies call what anybody, or everybody within, may read; Microsoft's own labels among them. */
const open =
  /^(public|general|internal|personal|non[- ]?business|non[- ]?confidential|unclassified|öffentlich|allgemein|intern|persönlich)\b/i;
/** Names of what few may read. */
const closed = /(?<!non[- ]?)\b(confidential|restricted|secret|vertraulich|geheim|confidentiel|confidencial)/i;

/** Whether rules should take a label for confidential, as far as its name tells. */
function isConfidential(name: string): boolean | undefined {
  if (closed.test(name)) return true;
  return open.test(name) ? false : undefined;
}

/** Labels whose rank says something else than their name: Purview counts its labels by their order, rules by what a rank means. */
export function labelRanks({ watchlists = {} }: Tenant, source: TenantSource): Problem[] {
  return (watchlists[alias] ?? []).flatMap(({ LabelName = "", Rank = "" }, i) => {
    const name = LabelName.trim();
    const rank = Number(Rank);
    if (Rank === "" || !Number.isInteger(rank)) return [];
    const counts = rank >= confidential;
    if (counts === (isConfidential(name) ?? counts)) return [];
    return [
      source.problem(
        ["watchlists", alias, i, "Rank"],
        "watchlist/label-rank",
        `watchlist ${alias} gives the label ${JSON.stringify(name)} the rank ${rank}, which rules take for ${counts ? "" : "not "}confidential`,
        {
          warning: true,
          suggestion:
            "0 is public, 1 general, 2 confidential, 3 restricted, 4 highly confidential; the order of labels in Purview is another number",
        },
      ),
    ];
  });
}

import { didYouMean } from "@sentinel-agent-identities/spelling";
import { type Content, detectionId, isEnabled, type Problem, tuningProblems } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantCheck, TenantSource } from "./check";

/** Settings of rules that there are, and that these can have. */
export const ruleProblems: TenantCheck = (tenant, source, content) => [
  ...Object.entries(tenant.rules ?? {}).flatMap(([name, setting]) => {
    const items = content.detections.filter((item) => item.name === name || detectionId(item.data) === name);
    if (items.length === 0) return [unknownRule(name, source, content)];
    return items.flatMap((item) =>
      tuningProblems(item, setting, content).map(({ setting: key, message, suggestion }) =>
        source.problem(["rules", name, key], "tenant/rule", message, { suggestion }),
      ),
    );
  }),
  ...storyProblems(tenant, source, content),
];

function unknownRule(name: string, source: TenantSource, { detections }: Content): Problem {
  const known = detections.flatMap((item) => [detectionId(item.data) ?? [], item.name].flat());
  return source.problem(["rules", name], "tenant/rule", `there is no rule "${name}"`, {
    atKey: true,
    suggestion: didYouMean(name, known) ?? "name a catalogue id, such as AIC-046",
  });
}

/** Where incidents are stories, the rules of a story make none of their own. */
function storyProblems(tenant: Tenant, source: TenantSource, { detections }: Content): Problem[] {
  if ((tenant.incidents ?? "story") !== "story") return [];
  const stories = detections.filter(({ data }) => data.evidence?.family === "story");
  if (stories.length === 0 || stories.some((item) => isEnabled(item, tenant))) return [];
  const path =
    Object.entries(tenant.rules ?? {}).find(([, { enabled }]) => enabled === false) && tenant.families?.story !== false
      ? ["rules"]
      : ["families", "story"];
  return [
    source.problem(path, "tenant/rule", "without its story rule this tenant has no incidents about agents at all", {
      atKey: true,
      suggestion: "set incidents: rule, by which each rule makes its own, instead of switching the story off",
    }),
  ];
}

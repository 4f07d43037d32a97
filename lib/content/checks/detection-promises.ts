import { attackTactics } from "../attack-techniques";
import { detectionId } from "../kinds/detection";
import type { Problem } from "../problem";
import type { Check } from "./context";

const told = /\bDetectionId\s*=\s*(["'])(AIC-\d{3})\1/g;
const excepted = /\bAgentExcepted\(\s*(["'])(AIC-\d{3})\1\s*\)/g;

/**
 * What every rule of the catalogue owes those who read its alerts: its own id in them, the exceptions from it, whom it is
 * about, and techniques of its tactics.
 */
export const checkDetectionPromises: Check = ({ content }) => {
  // Content of other solutions has no such function.
  const excepts = content.functions.some(({ data }) => data.name === "AgentExcepted");
  return content.detections.flatMap(({ data, source }): Problem[] => {
    const id = detectionId(data);
    const problems: Problem[] = [];
    const techniques = data.relevantTechniques.map((technique, i) => ({ technique, i }));
    for (const { technique, i } of techniques) {
      const tactics = attackTactics(technique);
      if (tactics.length === 0 || tactics.some((tactic) => data.tactics.includes(tactic))) continue;
      problems.push(
        source.problem(
          ["relevantTechniques", i],
          "rule/technique",
          `${technique} belongs to none of the rule's tactics`,
          {
            suggestion: `add ${tactics.join(" or ")} to tactics, or name another technique`,
          },
        ),
      );
    }
    if (id === undefined || !excepts) return problems;
    const query = (code: string, message: string, suggestion: string) =>
      problems.push(source.problem(["query"], code, message, { suggestion }));
    const names = [...data.query.matchAll(told)].map(([, , name]) => name!);
    const wrong = names.find((name) => name !== id);
    if (wrong)
      query("rule/detection-id", `alerts of ${id} say that they are of ${wrong}`, `write DetectionId = "${id}"`);
    else if (names.length === 0 || data.customDetails?.DetectionId !== "DetectionId")
      query(
        "rule/detection-id",
        `alerts of ${id} do not say which detection they are of`,
        `extend DetectionId = "${id}" in the query, and DetectionId: DetectionId in customDetails`,
      );
    const exceptions = [...data.query.matchAll(excepted)].map(([, , name]) => name!);
    const other = exceptions.find((name) => name !== id);
    if (other)
      query("rule/exceptions", `${id} leaves out who is excepted from ${other}`, `write AgentExcepted("${id}")`);
    else if (exceptions.length === 0)
      query(
        "rule/exceptions",
        `nobody can be excepted from ${id}`,
        `let Excepted = AgentExcepted("${id}"); and leave those ids out`,
      );
    const details = data.customDetails ?? {};
    // Rules about the watch itself are about no agent.
    if (data.evidence?.family !== "platform" && !details.AgentId && !details.BlueprintId && !details.PolicyId)
      problems.push(
        source.problem(["customDetails"], "rule/agent-id", `alerts of ${id} do not say which agent they are about`, {
          suggestion: "add AgentId, or BlueprintId, with the column that has it",
        }),
      );
    return problems;
  });
};

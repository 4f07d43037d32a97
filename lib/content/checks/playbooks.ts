import type { PlaybookItem } from "../kinds/playbook";
import type { Problem } from "../problem";
import { didYouMean } from "../suggest";
import type { Check, CheckContext } from "./context";
import { permissionProblems } from "./playbook-permissions";
import { queryProblems } from "./playbook-queries";

/** Playbooks: parameters are filled in, automation rules name rules that exist, permissions and queries fit the calls. */
export const checkPlaybooks: Check = (context) =>
  context.content.playbooks.flatMap((item) => [
    ...parameterProblems(item),
    ...automationProblems(context, item),
    ...permissionProblems(item),
    ...queryProblems(context, item),
  ]);

/** `$connections` is built by the construct, never listed in playbook.yaml. */
const connections = "$connections";

function parameterProblems({ data, source, definition, workflow }: PlaybookItem): Problem[] {
  const declared = Object.keys(definition.parameters ?? {}).filter((name) => name !== connections);
  const unfilled = declared.filter(
    (name) => !(name in data.parameters) && definition.parameters?.[name]?.defaultValue === undefined,
  );
  const unknown = Object.keys(data.parameters).filter((name) => !declared.includes(name));
  return [
    ...unfilled.map((name) =>
      workflow.problem(
        ["definition", "parameters", name],
        "playbook/parameter",
        `parameter ${name} has no default and playbook.yaml gives no value`,
        {
          atKey: true,
          suggestion: `add ${name} under parameters in ${source.file}`,
        },
      ),
    ),
    ...unknown.map((name) =>
      source.problem(["parameters", name], "playbook/parameter", `the workflow declares no parameter "${name}"`, {
        atKey: true,
        suggestion: didYouMean(name, declared),
      }),
    ),
  ];
}

function automationProblems({ content }: CheckContext, { data, source }: PlaybookItem): Problem[] {
  const rules = content.detections.map((d) => d.name);
  const named = data.automationRule?.detections ?? [];
  return (named === "all" ? [] : named).flatMap((name, i) =>
    rules.includes(name)
      ? []
      : [
          source.problem(
            ["automationRule", "detections", i],
            "playbook/unknown-detection",
            `no rule file is called "${name}"`,
            { suggestion: didYouMean(name, rules) },
          ),
        ],
  );
}

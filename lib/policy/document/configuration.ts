import { type PolicyDocument, type PolicyResource, referencesIn } from "./document";
import { resolved } from "./resolve";

type Data = Readonly<Record<string, unknown>>;

/** A configuration in Terraform's JSON, as CDKTF writes it. */
export function configurationOf(data: Data, file: string, stack: string): PolicyDocument {
  const variables = objectOf(data.variable);
  const locals = Object.assign({}, ...listOf(data.locals)) as Data;
  const all = resolved({
    resources: [...resourcesOf(data.resource, ""), ...resourcesOf(data.data, "data.")],
    variables,
    locals,
  });
  return {
    file,
    stack,
    kind: "configuration",
    resources: all.filter(({ address }) => !address.startsWith("data.")),
    dataSources: all.filter(({ address }) => address.startsWith("data.")),
    terraform: Object.assign({}, ...listOf(data.terraform)) as Data,
    providers: objectOf(data.provider),
    variables,
    outputs: objectOf(data.output),
  };
}

/** Blocks by type and name; Terraform takes lists of them, too. */
function resourcesOf(found: unknown, prefix: string): PolicyResource[] {
  return listOf(found).flatMap((types) =>
    Object.entries(types).flatMap(([type, named]) =>
      listOf(named).flatMap((names) =>
        Object.entries(names).map(([name, attributes]) => ({
          type,
          address: `${prefix}${type}.${name}`,
          attributes: Object.assign({}, ...listOf(attributes)) as Data,
          references: referencesOf(Object.assign({}, ...listOf(attributes)) as Data),
        })),
      ),
    ),
  );
}

const referencesOf = ({ depends_on: waitsFor = [], ...rest }: Data): string[] => [
  ...(waitsFor as string[]),
  ...referencesIn(rest),
];

const objectOf = (value: unknown): Data => Object.assign({}, ...listOf(value)) as Data;
const listOf = (value: unknown): Data[] =>
  [value ?? []].flat().filter((one) => typeof one === "object" && one !== null) as Data[];

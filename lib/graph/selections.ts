import { graphFacts } from "./facts";
import { meant } from "./meant";

/** What a list of owners or sponsors may hold. */
const person = ["user", "group", "servicePrincipal"];

/** Properties that a type has, relations aside; undefined for a type that the facts do not have. */
function propertiesOf(type: string): readonly string[] | undefined {
  const types = type === "person" ? person : [type];
  if (types.some((one) => !graphFacts.types[one])) return undefined;
  return [...new Set(types.flatMap((one) => Object.keys(graphFacts.types[one]!.properties)))];
}

/** Names that a type does not have, each with what to write in its place. */
export function unknownProperties(
  type: string,
  names: readonly string[],
): { readonly name: string; readonly suggestion: string }[] {
  const known = propertiesOf(type);
  if (!known) return [];
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, suggestion: meant(name, known, pageOf(type)) }));
}

const pageOf = (type: string): string =>
  `https://learn.microsoft.com/graph/api/resources/${type === "person" ? "directoryobject" : type.toLowerCase()}`;

/** Relations of a type, which a request that makes an object may fill. */
export const relationsOf = (type: string): readonly string[] => graphFacts.types[type]?.relations ?? [];

/** A type of Graph's metadata, with what its base types give it. */
export interface TypeFacts {
  /** whether it takes properties that the metadata does not name */
  readonly open: boolean;
  /** names of properties and what they hold, such as `Edm.String` */
  readonly properties: Readonly<Record<string, string>>;
  readonly relations: readonly string[];
}

interface Declared extends TypeFacts {
  readonly base?: string;
}

const block = /<(EntityType|ComplexType) Name="(\w+)"([^>]*?)(?:\/>|>([\s\S]*?)<\/\1>)/g;

/**
 * Entity types of a version's metadata (CSDL), by name.
 * @throws Error for a base type that is not there
 */
export function entityTypes(csdl: string, names: readonly string[]): Record<string, TypeFacts> {
  const declared = new Map<string, Declared>();
  for (const [, , name, attributes, body = ""] of mainSchema(csdl).matchAll(block))
    if (!declared.has(name!)) declared.set(name!, declaration(attributes!, body));
  return Object.fromEntries(names.map((name) => [name, inherited(declared, name)]));
}

/** Members of an enumeration. */
export function members(csdl: string, name: string): string[] {
  const body = new RegExp(`<EnumType Name="${name}"[^>]*>([\\s\\S]*?)</EnumType>`).exec(csdl)?.[1];
  if (body === undefined) throw new Error(`the metadata has no enumeration ${name}`);
  return [...body.matchAll(/<Member Name="(\w+)"/g)].map(([, member]) => member!);
}

/** The namespace microsoft.graph, which stands first. */
const mainSchema = (csdl: string): string => csdl.split("</Schema>")[0]!;

function declaration(attributes: string, body: string): Declared {
  const base = /BaseType="graph\.(\w+)"/.exec(attributes)?.[1];
  return {
    ...(base && { base }),
    open: attributes.includes('OpenType="true"'),
    properties: Object.fromEntries(
      [...body.matchAll(/<Property Name="(\w+)" Type="([^"]+)"/g)].map(([, name, type]) => [name!, type!]),
    ),
    relations: [...body.matchAll(/<NavigationProperty Name="(\w+)"/g)].map(([, name]) => name!),
  };
}

function inherited(declared: ReadonlyMap<string, Declared>, name: string): TypeFacts {
  const own = declared.get(name);
  if (!own) throw new Error(`the metadata has no type ${name}`);
  if (!own.base) return own;
  const base = inherited(declared, own.base);
  return {
    open: own.open || base.open,
    properties: { ...base.properties, ...own.properties },
    relations: [...base.relations, ...own.relations],
  };
}

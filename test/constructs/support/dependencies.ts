import type { Json } from "./match";
import type { Template } from "./template";

/** What waits for what in a stack, as Terraform reads it: by `depends_on`, and by references in attributes. */
export class Dependencies {
  private readonly direct: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(template: Template) {
    const resources = template.types.flatMap((type) => [...template.find(type)]);
    const addresses = new Set(resources.map(([address]) => address));
    this.direct = new Map(
      resources.map(([address, { "//": _metadata, ...attributes }]) => [
        address,
        new Set(addressesIn(attributes as Json).filter((other) => other !== address && addresses.has(other))),
      ]),
    );
  }

  /** Everything that is created before a resource, and destroyed after it. */
  before(address: string): ReadonlySet<string> {
    const found = new Set<string>();
    const next = [address];
    for (let at = next.pop(); at !== undefined; at = next.pop())
      for (const other of this.direct.get(at) ?? [])
        if (!found.has(other)) {
          found.add(other);
          next.push(other);
        }
    return found;
  }

  /** Resources that wait for themselves: Terraform refuses a stack that has any. */
  get circles(): string[] {
    return [...this.direct.keys()].filter((address) => this.before(address).has(address));
  }
}

/** Every `type.name` in a value: plain in `depends_on`, inside `${…}` elsewhere. */
function addressesIn(value: Json | undefined): string[] {
  if (typeof value === "string") return value.match(/\b[a-z]+_\w+\.[\w-]+/g) ?? [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value as Record<string, Json>).flatMap(addressesIn);
}

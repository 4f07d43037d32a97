/** A resource as Azure Resource Manager shows it. */
export interface Resource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly location?: string;
  readonly kind?: string;
  readonly etag?: string;
  readonly tags?: unknown;
  readonly identity?: unknown;
  readonly sku?: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A resource with what is known of it beside its body. */
export interface Stored {
  readonly resource: Resource;
  /** when it was made, milliseconds since 1970 */
  readonly madeAt: number;
  /** how often it was written */
  readonly version: number;
}

/** A record, whatever it holds: bodies are as their senders wrote them. */
export type Body = Readonly<Record<string, unknown>>;

/** A nested object of a body; empty when it is none. */
export function part(body: unknown, name: string): Body {
  const found = (body as Body | undefined)?.[name];
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Body) : {};
}

/** A list of objects in a body; empty when it is none. */
export function parts(body: unknown, name: string): Body[] {
  const found = (body as Body | undefined)?.[name];
  return Array.isArray(found) ? (found as Body[]) : [];
}

import { type Dialect, dialects, type Kind, type NamedSpan } from "../dialects";
import type { EmittedSpan } from "./emitted-span";
import { at, put, values } from "./held";
import { textOf } from "./plain";
import { slot } from "./tables";

const named: ReadonlyMap<string, NamedSpan> = new Map(
  dialects.flatMap(({ spans = {} }: Dialect) => Object.entries(spans)),
);

/** Logfire writes what is not there as JSON does. */
const nothing = new Set(["", "null"]);

/** What a span did whose whole name says it. */
export const kindOfName = (name: string): Kind | undefined => named.get(name)?.kind;

/** Gives columns what the attributes of such a span hold, where no other attribute does. */
export function holdNamed({ name, attributes }: EmittedSpan): void {
  const span = named.get(name);
  if (span === undefined) return;
  for (const [attribute, column] of Object.entries(span.holds ?? {})) {
    const value = attributes[attribute];
    const number = slot(column);
    if (values[number] === undefined && !nothing.has(textOf(value))) put(number, value);
  }
  const triggered = span.denies === undefined ? "" : textOf(attributes[span.denies]).toLowerCase();
  if (values[at.verdict] === undefined && (triggered === "true" || triggered === "false"))
    put(at.verdict, triggered === "true" ? "deny" : "allow");
}

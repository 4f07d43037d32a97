import { syntaxOf } from "../language/syntax";
import { type Scalar, scalar } from "../plan/scalar";
import { HOLE, quoted } from "../plan/sql";
import type { CompiledQuery, Template } from "./compiled-query";

/** Stands around the number of a string that was taken out; nobody's own text has it. */
const MARK = "\uE0F0";
const marked = new RegExp(`^${MARK}(\\d+)${MARK}$`);

/** A query without the strings in which queries differ that are asked again and again, and those strings. */
export interface SharedText {
  readonly text: string;
  readonly values: readonly string[];
}

/** Ids, times and names with a number: no query means another thing for another one. */
const isData = (value: unknown): value is string =>
  typeof value === "string" && /^[\w .,|;:/-]*\d[\w .,|;:/-]*$/.test(value);

/** Literals of which a string is a part only. */
const wholes: ReadonlySet<string> = new Set(["CompoundStringLiteralExpression", "DynamicExpression"]);

/**
 * Takes out of a query the strings that look like data, so that what was compiled of it serves all queries that differ in
 * them only. Compiled, such a string is no constant: where one has to be known, the query cannot be shared.
 */
export function sharedText(text: string): SharedText {
  const values: string[] = [];
  if (text.includes(MARK)) return { text, values };
  const parts: string[] = [];
  let end = 0;
  syntaxOf(text).walk((node) => {
    if (node.start < end) return;
    if (wholes.has(node.kind)) {
      parts.push(text.slice(end, node.end));
      end = node.end;
    }
    const value = node.kind === "StringLiteralExpression" ? node.constant : undefined;
    if (!isData(value)) return;
    parts.push(text.slice(end, node.start), `"${MARK}${values.length}${MARK}"`);
    values.push(value);
    end = node.end;
  });
  return { text: [...parts, text.slice(end)].join(""), values };
}

/** A string that was taken out, where it is one: the value is filled in later. */
export function sharedString(value: string): Scalar | undefined {
  const place = marked.exec(value)?.[1];
  return place === undefined ? undefined : scalar("string", `${HOLE}text:${place}${HOLE}`);
}

/** Puts the strings back into a compiled query; undefined where one of them has become part of something else. */
export function withValues(query: CompiledQuery, text: string, values: readonly string[]): CompiledQuery | undefined {
  const filled = {
    ...query,
    text,
    template: fill(query.template, values),
    rowsTemplate: fill(query.rowsTemplate, values),
  };
  return JSON.stringify(filled).includes(MARK) ? undefined : filled;
}

function fill(template: Template, values: readonly string[]): Template {
  const parts: string[] = [template[0]!];
  for (let i = 1; i < template.length; i += 2) {
    const [hole, next] = [template[i]!, template[i + 1]!];
    if (hole.startsWith("text:"))
      parts.push(`${parts.pop()}${quoted(values[Number(hole.slice("text:".length))]!)}${next}`);
    else parts.push(hole, next);
  }
  return parts;
}

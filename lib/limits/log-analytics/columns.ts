import type { Breach } from "../breach";
import { limits } from "../table";
import type { Table } from "./table";

/** Columns that a table cannot have, and more than it can have. */
export const columnBreaches = ({ columns = [], plan }: Table): Breach[] => [
  ...tooMany(columns.length),
  ...columnNameBreaches(columns),
  ...columns.flatMap(reserved),
  ...(plan === "Auxiliary" ? [...columns.flatMap(dynamic), ...columns.flatMap(sameName)] : []),
];

/** Names that no column can have: of a table, or of a stream. */
export function columnNameBreaches(columns: readonly { readonly name: string }[]): Breach[] {
  return columns.flatMap(({ name }, i): Breach[] =>
    /^[A-Za-z][A-Za-z0-9_]{1,44}$/.test(name)
      ? []
      : [
          {
            limit: "table/column-name",
            path: ["columns", i, "name"],
            message: `"${name}" is no name for a column: it has 2 to 45 characters, a letter first, then letters, digits and _`,
            suggestion: name.startsWith("_") ? `write ${name.replace(/^_+/, "")}` : "choose another name",
          },
        ],
  );
}

function tooMany(count: number): Breach[] {
  const limit = "table/columns";
  const most = limits[limit].value;
  if (count <= most) return [];
  const message = `there are ${count} columns; a table takes ${most}`;
  return [{ limit, path: ["columns", most], message, suggestion: "keep what is rarely asked for in a dynamic column" }];
}

const reservedNames: ReadonlySet<string> = new Set(limits["table/reserved-column"].value);

function reserved({ name }: { readonly name: string }, i: number): Breach[] {
  if (!reservedNames.has(name)) return [];
  const message = `"${name}" is kept by Log Analytics for itself`;
  return [{ limit: "table/reserved-column", path: ["columns", i, "name"], message, suggestion: "choose another name" }];
}

function dynamic({ name, type }: { readonly name: string; readonly type: string }, i: number): Breach[] {
  if (type !== "dynamic") return [];
  const message = `an Auxiliary table has no dynamic columns, and ${name} is one`;
  return [{ limit: "table/plan", path: ["columns", i, "type"], message, suggestion: "declare it as string" }];
}

function sameName(
  { name }: { readonly name: string },
  i: number,
  columns: readonly { readonly name: string }[],
): Breach[] {
  const earlier = columns.slice(0, i).find((column) => column.name.toLowerCase() === name.toLowerCase());
  if (!earlier || earlier.name === name) return [];
  const message = `${name} differs from ${earlier.name} in case only, and an Auxiliary table drops one of them`;
  return [{ limit: "table/plan", path: ["columns", i, "name"], message, suggestion: "choose another name" }];
}

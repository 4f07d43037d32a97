import type { Breach } from "../breach";
import { columnBreaches } from "./columns";
import { retentionBreaches } from "./retention";
import type { Table } from "./table";

/** Why a custom table would be refused. */
export const tableBreaches = (table: Table): Breach[] => [
  ...nameBreaches(table),
  ...columnBreaches(table),
  ...retentionBreaches(table),
];

function nameBreaches({ name }: Table): Breach[] {
  if (/^[A-Za-z][A-Za-z0-9_]{0,59}_CL$/.test(name)) return [];
  return [
    {
      limit: "table/name",
      path: ["name"],
      message: `"${name}" is no name for a custom table: a letter, then letters, digits and _, at most 63 characters with _CL at the end`,
      suggestion: "choose another name, such as AgentThings_CL",
    },
  ];
}

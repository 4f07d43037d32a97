import { Option } from "commander";

/** `--schema`: what queries may name. @param more what else to say about it */
export const schemaOption = (more = ""): Option =>
  new Option(
    "--schema <file>",
    `JSON: { tables: { Name: { Column: type } }, functions?, watchlists? }; default: the built-in tables and this package's content${more}`,
  );

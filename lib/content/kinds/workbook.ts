import type { FromSchema } from "json-schema-to-ts";
import type { workbookSchema } from "../schemas";
import type { SourceFile } from "../source-file";
import type { Item } from "./item";

/** A workbook's title and description. */
export type WorkbookSpec = FromSchema<typeof workbookSchema>;

/** A workbook with its file name (without extension) and its template, the JSON the portal's editor shows. */
export interface WorkbookItem extends Item<WorkbookSpec> {
  readonly name: string;
  readonly template: SourceFile;
}

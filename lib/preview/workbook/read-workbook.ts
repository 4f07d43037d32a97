import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { PreviewError } from "../errors";
import type { Item, Workbook } from "./item";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a workbook: its JSON as the portal's editor shows it, or an ARM template that deploys it.
 * @throws PreviewError for a file that is neither
 */
export function readWorkbook(file: string): Workbook {
  const name = basename(file).replace(/\.(workbook\.)?json$/, "");
  return workbookOf(name, name, parsed(file), file);
}

/** @throws PreviewError for what is no workbook */
export function workbookOf(name: string, title: string, data: unknown, file: string): Workbook {
  const { items, resources } = (data ?? {}) as { items?: unknown; resources?: readonly Fields[] };
  if (Array.isArray(items)) return { name, title, items: items as Item[] };
  const deployed = resources?.find(({ type }) => /^microsoft\.insights\/workbooks$/i.test(String(type)));
  const { serializedData, displayName } = (deployed?.properties ?? {}) as Fields;
  if (typeof serializedData === "string" && !serializedData.startsWith("["))
    return workbookOf(name, typeof displayName === "string" ? displayName : title, JSON.parse(serializedData), file);
  throw new PreviewError(
    file,
    "has no items, and no resource of type microsoft.insights/workbooks with its serializedData in place",
    "copy the workbook's JSON from the portal: Edit, Advanced Editor, Gallery Template",
  );
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error;
    throw new PreviewError(file, `is no JSON: ${(error as Error).message}`, "pass the workbook's JSON");
  }
}

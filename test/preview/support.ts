import { Values, type Workbook, workbookOf } from "../../lib/preview";
import { shipped } from "../shared/content";

/** The package's workbooks. */
export const workbooks: readonly Workbook[] = shipped.workbooks.map(({ name, data, template }) =>
  workbookOf(name, data.title, template.data, template.file),
);

/** A workbook of some items. */
export const workbook = (...items: object[]): Workbook => workbookOf("own", "Own", { items }, "own.json");

const now = new Date("2026-03-10T12:00:00Z");

/** What is chosen on a page. */
export const values = (chosen: string, ...items: object[]): Values =>
  new Values(workbook(...items), new URLSearchParams(chosen), now);

import type { DetectionItem } from "../../content";
import { ruleText } from "./rule-text";
import { testStub } from "./test-stub";

/** A file to be, below the folder of content. */
export interface ImportedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of an imported rule: itself, and tests to fill in.
 * @param family the folder of `detections/` that it goes to
 * @param tables that its query reads
 */
export function importedFiles(
  { data, name }: DetectionItem,
  family: string,
  tables: readonly string[],
): ImportedFile[] {
  const path = `detections/${family}/${name}`;
  return [
    { path: `${path}.yaml`, text: ruleText(data) },
    { path: `${path}.test.yaml`, text: testStub(data, tables) },
  ];
}

import { basename, dirname, relative } from "node:path";
import { suggestFrom } from "../../content";
import { BacktestError } from "../errors";
import { historyEndings } from "./open-file";
import { arrivalColumns, exportColumns, type Target } from "./schemas";

/** What is known of a file before it is read through. */
export interface FileHead {
  readonly path: string;
  /** folder of the history */
  readonly root: string;
  /** columns of its header, or of its first rows */
  readonly columns: readonly string[];
  /** what the file calls its table, where it does */
  readonly tableName?: string;
  /** the column Type of its first row */
  readonly type?: string;
}

/**
 * Which stream or table a file's rows are of: by what the file says itself, by its name (`AuditLogs.csv`,
 * `AuditLogs-2026-03.csv`), by its folder, or else by its columns, where only one table has them.
 * @throws BacktestError when nothing tells, or several tables have the columns
 */
export function targetOf(head: FileHead, targets: ReadonlyMap<string, Target>): Target {
  const byName = new Map([...targets].map(([name, target]) => [name.toLowerCase(), target]));
  const named = (name: string | undefined) => (name === undefined ? undefined : byName.get(name.toLowerCase()));
  const file = basename(head.path).replace(historyEndings, "");
  const folders = dirname(relative(head.root, head.path)).split(/[\\/]/).reverse();
  const found = named(head.tableName) ?? named(file) ?? byBeginning(file, byName) ?? folders.map(named).find(Boolean);
  return found ?? named(head.type) ?? byColumns(head, file, [...targets.values()]);
}

/** `AuditLogs-2026-03`, `AuditLogs_part1`, `AuditLogs (2)`. */
function byBeginning(file: string, byName: ReadonlyMap<string, Target>): Target | undefined {
  const fits = [...byName].filter(([name]) => {
    const rest = file.slice(name.length);
    return file.toLowerCase().startsWith(name) && /^([-_. ]*(\d|part|export|\()|[-. ])/i.test(rest);
  });
  return fits.sort(([a], [b]) => b.length - a.length)[0]?.[1];
}

function byColumns({ path, columns }: FileHead, file: string, targets: readonly Target[]): Target {
  const own = columns.filter((name) => !exportColumns.has(name) && !arrivalColumns.includes(name));
  const fits = targets.filter(({ types }) => own.length > 1 && own.every((name) => types.has(name)));
  if (fits.length === 1) return fits[0]!;
  if (fits.length === 0) {
    const fix = suggestFrom(
      file,
      targets.map(({ name }) => name),
    );
    throw new BacktestError(
      path,
      `names no table, and no table has its columns ${own.slice(0, 8).join(", ")}`,
      fix ?? "name the file after its table, such as AuditLogs.csv, or keep it elsewhere",
    );
  }
  const names = fits.map(({ name }) => name);
  throw new BacktestError(
    path,
    `may be of ${names.length} tables: ${names.slice(0, 6).join(", ")}${names.length > 6 ? ", …" : ""}`,
    `name it after its table, such as ${names[0]}${/\.[^./]+(\.gz)?$/.exec(path)?.[0] ?? ""}`,
  );
}

import type { Path, ProblemSource, SourceFile } from "../../content";

/** A part of a file that says something about tenants. */
export interface Layer {
  /** such as `defaults`, `ring canary` or `contoso` */
  readonly name: string;
  readonly source: SourceFile;
  /** where in the file the settings stand */
  readonly base: Path;
}

/** The settings of a layer as a document of their own, whose problems are told at their place in the file. */
export function documentOf({ source, base }: Layer): ProblemSource {
  let data = source.data;
  for (const step of base) data = (data as Record<string | number, unknown> | undefined)?.[step];
  return { data, problem: (path, ...rest) => source.problem([...base, ...path], ...rest) };
}

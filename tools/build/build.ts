import { rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import {
  createProgram,
  type Diagnostic,
  getParsedCommandLineOfConfigFile,
  getPreEmitDiagnostics,
  type ParsedCommandLine,
  sys,
} from "typescript";

/** Names of this repository's packages: in what was compiled, between quotes. */
const named = /(["'])(@sentinel-agent-identities\/[^"']+)\1/g;

/**
 * Compiles what a configuration names and whatever that reaches, the packages of this repository too. Those are published
 * inside of who needs them: their names become paths.
 * @param config path of a tsconfig.build.json
 * @returns what is wrong; then nothing is written
 */
export function build(config: string, root: string): readonly Diagnostic[] {
  const { options, fileNames, errors } = parsed(config);
  const program = createProgram(fileNames, options);
  const problems = [...errors, ...getPreEmitDiagnostics(program)];
  if (problems.length > 0) return problems;
  const sourceRoot = options.rootDir ?? root;
  const outDir = options.outDir!;
  const places = new Map(
    Object.entries(options.paths ?? {}).map(([name, [path]]) => [
      name,
      join(outDir, relative(sourceRoot, join(root, path!))).replace(/(\/index)?\.ts$/, ""),
    ]),
  );
  // Nothing that an earlier build left is published.
  rmSync(outDir, { recursive: true, force: true });
  program.emit(undefined, (file, text) =>
    sys.writeFile(
      file,
      text.replace(named, (whole, quote: string, name: string) => {
        const place = places.get(name);
        if (!place) return whole;
        const path = relative(dirname(file), place).split(sep).join("/");
        return `${quote}${path.startsWith(".") ? path : `./${path}`}${quote}`;
      }),
    ),
  );
  return [];
}

function parsed(config: string): ParsedCommandLine {
  const host = {
    ...sys,
    onUnRecoverableConfigFileDiagnostic: (problem: Diagnostic) => {
      throw new Error(`${config}: ${problem.messageText}`);
    },
  };
  return getParsedCommandLineOfConfigFile(config, undefined, host)!;
}

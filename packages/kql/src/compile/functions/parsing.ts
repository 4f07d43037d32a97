import { scalar } from "../../plan/scalar";
import { parseCommandLine, parseCsv, parsePath, parseUrl, parseUrlQuery } from "../../values/parsers";
import { parseXml } from "../../values/xml";
import type { CompileCall, FunctionFamily, ScriptFunction } from "../family";
import { text } from "./helpers";

const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  parse_csv: parseCsv,
  parse_path: parsePath,
  parse_url: parseUrl,
  parse_urlquery: parseUrlQuery,
  parse_xml: parseXml,
};

const call =
  (name: string): CompileCall =>
  (item) =>
    scalar("dynamic", `kql_${name}(${text(item, 0)})::JSON`);

const script = ([name, parse]: [string, (text: string) => unknown]): ScriptFunction => ({
  name: `kql_${name}`,
  parameters: ["VARCHAR"],
  returns: "VARCHAR",
  run: (source: string) => {
    const parsed = parse(source);
    return parsed === undefined || parsed === null ? null : JSON.stringify(parsed);
  },
});

/** Functions that take a text apart. */
export const parsing: FunctionFamily = {
  functions: {
    ...Object.fromEntries(Object.keys(parsers).map((name) => [name, call(name)])),
    parse_command_line: (item) => scalar("dynamic", `kql_parse_command_line(${text(item, 0)}, ${text(item, 1)})::JSON`),
  },
  scripts: [
    ...Object.entries(parsers).map(script),
    {
      name: "kql_parse_command_line",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (line: string, kind: string) =>
        kind.toLowerCase() === "windows" ? JSON.stringify(parseCommandLine(line)) : null,
    },
  ],
};

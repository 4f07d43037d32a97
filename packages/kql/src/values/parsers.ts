/** `parse_url`: the parts of an absolute URL, each '' when it is not there. */
export function parseUrl(text: string): Record<string, unknown> {
  const match =
    /^([a-z][a-z0-9+.-]*):(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?)?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(
      text,
    );
  const [, scheme = "", user = "", password = "", host = "", port = "", path = "", query = "", fragment = ""] =
    match ?? [];
  return {
    Scheme: scheme,
    Host: host,
    Port: port,
    Path: path,
    Username: user,
    Password: password,
    "Query Parameters": queryParameters(query),
    Fragment: fragment,
  };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function queryParameters(query: string): Record<string, string> {
  const pairs = query.split("&").filter((pair) => pair !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [decoded(pair), ""] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
    }),
  );
}

/** `parse_urlquery`. */
export const parseUrlQuery = (text: string): Record<string, unknown> => ({
  "Query Parameters": queryParameters(text.replace(/^\?/, "")),
});

/** `parse_path`: Windows, UNC and Unix paths. */
export function parsePath(text: string): Record<string, string> | undefined {
  if (text === "") return undefined;
  const [, scheme = "", rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([\s\S]*)$/i.exec(text)!;
  const drive = /^[a-z]:/i.exec(rest)?.[0] ?? "";
  const stream = rest.indexOf(":", drive.length);
  const plain = stream < 0 ? rest : rest.slice(0, stream);
  const cut = Math.max(plain.lastIndexOf("/"), plain.lastIndexOf("\\"));
  const directory = plain.slice(0, Math.max(cut, 0));
  const filename = plain.slice(cut + 1);
  const dot = filename.lastIndexOf(".");
  return {
    Scheme: scheme,
    RootPath: drive,
    DirectoryPath: directory,
    DirectoryName: directory.split(/[\\/]/).at(-1) ?? "",
    Filename: filename,
    Extension: dot > 0 ? filename.slice(dot + 1) : "",
    AlternateDataStreamName: stream < 0 ? "" : rest.slice(stream + 1),
  };
}

/** `parse_csv`: the fields of the first record. */
export function parseCsv(text: string): string[] {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (quoted && c === '"' && text[at + 1] === '"') {
      field += '"';
      at++;
    } else if (c === '"' && (quoted || field === "")) quoted = !quoted;
    else if (c === "," && !quoted) {
      fields.push(field);
      field = "";
    } else if ((c === "\n" || c === "\r") && !quoted) break;
    else field += c;
  }
  return [...fields, field];
}

/** `parse_command_line(line, "windows")`: the rules of CommandLineToArgvW. */
export function parseCommandLine(line: string): string[] {
  const args: string[] = [];
  let current = "";
  let quoted = false;
  let started = false;
  for (let at = 0; at < line.length; at++) {
    const c = line[at]!;
    if (c === "\\") {
      let slashes = 1;
      while (line[at + slashes] === "\\") slashes++;
      const beforeQuote = line[at + slashes] === '"';
      current += "\\".repeat(beforeQuote ? slashes >> 1 : slashes);
      if (beforeQuote && slashes % 2 === 1) current += '"';
      at += slashes - 1 + (beforeQuote && slashes % 2 === 1 ? 1 : 0);
      started = true;
    } else if (c === '"') {
      quoted = !quoted;
      started = true;
    } else if ((c === " " || c === "\t") && !quoted) {
      if (started) args.push(current);
      current = "";
      started = false;
    } else {
      current += c;
      started = true;
    }
  }
  if (started) args.push(current);
  return args;
}

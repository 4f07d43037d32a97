import type { Value } from "../values/value";
import { type Family, takes, type WorkflowFunction } from "./function";

const defaultPorts: Readonly<Record<string, number>> = { "http:": 80, "https:": 443, "ftp:": 21 };

const part = (read: (uri: URL) => Value): WorkflowFunction =>
  takes(1, 1, (call) => {
    const text = call.string(0);
    return URL.canParse(text) ? read(new URL(text)) : call.expected("an absolute URI", 0);
  });

export const uriFunctions: Family = {
  uriHost: part((uri) => uri.hostname),
  uriPath: part((uri) => uri.pathname),
  uriPathAndQuery: part((uri) => uri.pathname + uri.search),
  uriPort: part((uri) => (uri.port === "" ? (defaultPorts[uri.protocol] ?? -1) : Number(uri.port))),
  uriQuery: part((uri) => uri.search),
  uriScheme: part((uri) => uri.protocol.slice(0, -1)),
};

import { settings } from "./settings/table";

/** What `agentid-relay --help` prints. */
export function usage(): string {
  const lines = settings.map(({ name, variable, what, ...rest }) => {
    const fallback = "fallback" in rest ? ` [${rest.fallback}]` : "";
    return `  ${variable} (${name})${fallback}\n      ${what}`;
  });
  return `usage: agentid-relay [--config <YAML or JSON file>] [--check]

Receives OpenTelemetry spans from an agent beside it, signs them in the agent's name and sends them to Microsoft Sentinel.
The agent needs OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 (HTTP) or http://127.0.0.1:4317 (gRPC).

  --config  settings file; else what AGENTID_RELAY_CONFIG names
  --check   reads settings and keys, says what would be done, and ends

Settings, by environment variable and by name in the file:

${lines.join("\n")}
  (agents)
      in the file only: a list of agents, each with id, and key, service (its service.name), attributes (of its resource)`;
}

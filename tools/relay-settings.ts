import { settings } from "@sentinel-agent-identities/telemetry/relay-settings";

/** Every setting of the relay, for docs/relay.md. */
export function relaySettingsTable(): string {
  const rows = settings.map(({ name, variable, what, ...rest }) => {
    const fallback = "fallback" in rest ? `\`${rest.fallback}\`` : "";
    return `| \`${variable}\` | \`${name}\` | ${what} | ${fallback} |`;
  });
  return ["| variable | in the file | what | default |", "|---|---|---|---|", ...rows].join("\n");
}

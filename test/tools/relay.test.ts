import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";
import { betweenMarkers } from "../../tools/privileges/between-markers";
import { relaySettingsTable } from "../../tools/relay-settings";

test("docs/relay.md has every setting of the relay (npm run relay)", () => {
  const page = readFileSync(join(packageRoot(), "docs/relay.md"), "utf8");
  expect(betweenMarkers(page, "settings", relaySettingsTable())).toBe(page);
});

import { readSettings } from "../src/functions/settings";

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const set = {
  COLLECTOR_INGESTION_ENDPOINT: " https://x.ingest.monitor.azure.com ",
  COLLECTOR_RULE_ID: "dcr-1",
  COLLECTOR_INTAKE_RULE_ID: "dcr-2",
  COLLECTOR_WORKSPACE_ID: id(1),
  COLLECTOR_STORAGE_ENDPOINT: "https://x.blob.core.windows.net/",
  COLLECTOR_ASSETS_CLIENT_ID: id(2).toUpperCase(),
  COLLECTOR_VERIFIER_CLIENT_ID: id(3),
  COLLECTOR_INTAKE_CLIENT_ID: id(4),
};

test("settings are read as the function app has them, without blanks around", () => {
  expect(readSettings(set)).toEqual({
    ingestionEndpoint: "https://x.ingest.monitor.azure.com",
    ruleId: "dcr-1",
    intakeRuleId: "dcr-2",
    workspaceId: id(1),
    storageEndpoint: "https://x.blob.core.windows.net/",
    assetsClientId: id(2).toUpperCase(),
    verifierClientId: id(3),
    intakeClientId: id(4),
    senders: [],
    classicTag: "AIAgent",
    inventory: false,
  });
  expect(readSettings({ ...set, COLLECTOR_CLASSIC_TAG: " Bot ", COLLECTOR_INVENTORY: " true " })).toMatchObject({
    classicTag: "Bot",
    inventory: true,
  });
  expect(readSettings({ ...set, COLLECTOR_CLASSIC_TAG: " ", COLLECTOR_INVENTORY: "yes" })).toMatchObject({
    classicTag: "AIAgent",
    inventory: false,
  });
});

test.each(Object.keys(set))("without %s nothing begins", (name) => {
  for (const value of [undefined, "", "  "])
    expect(() => readSettings({ ...set, [name]: value })).toThrow(
      new RegExp(`^application settings: ${name} is not set \\(such as .*\\); deploy the function app`),
    );
});

test.each([
  ["COLLECTOR_INGESTION_ENDPOINT", "http://x.ingest.monitor.azure.com"],
  ["COLLECTOR_INGESTION_ENDPOINT", "see https://x.ingest.monitor.azure.com"],
  ["COLLECTOR_STORAGE_ENDPOINT", "https://x.blob.core.windows.net/container"],
  ["COLLECTOR_STORAGE_ENDPOINT", "https://"],
  ["COLLECTOR_RULE_ID", "/subscriptions/s/dcr-1"],
  ["COLLECTOR_WORKSPACE_ID", "law"],
  ["COLLECTOR_WORKSPACE_ID", `x${id(1)}`],
  ["COLLECTOR_ASSETS_CLIENT_ID", `${id(1)}0`],
])("%s=%s is told with what it should be like", (name, value) => {
  expect(() => readSettings({ ...set, [name]: value })).toThrow(`${name} is "${value}", no such thing as `);
});

test("all problems are told at once", () => {
  expect(() => readSettings({})).toThrow(/RULE_ID is not set.*; COLLECTOR_INTAKE_RULE_ID is not set.*INTAKE_CLIENT_ID/);
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keyInFile } from "@sentinel-agent-identities/telemetry";
import { checkRelay } from "../src/relay/check";
import { readRelaySettings } from "../src/relay/settings/read";
import { agentId, temporaryFolder } from "./support";

const good = {
  AGENTID_RELAY_AGENT: agentId.toUpperCase(),
  AGENTID_RELAY_ENDPOINT: "https://x.ingest.monitor.azure.com/",
  AGENTID_RELAY_RULE_ID: "dcr-0123",
};

function fileOf(text: string, name = "relay.yaml"): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

/** What is said of settings, a line each. */
function problemsOf(environment: Record<string, string>, text?: string): string[] {
  const file = text === undefined ? undefined : fileOf(text);
  try {
    readRelaySettings(environment, file);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").map((line) => (file ? line.replaceAll(file, "relay.yaml") : line));
  }
}

test("three variables are enough: loopback, the usual ports, the agent in lower case", () => {
  expect(readRelaySettings(good)).toMatchObject({
    agents: [{ id: agentId, isDefault: true }],
    destination: {
      endpoint: "https://x.ingest.monitor.azure.com",
      ruleId: "dcr-0123",
      stream: "Custom-AgentExecutionNative",
    },
    host: "127.0.0.1",
    httpPort: 4318,
    grpcPort: 4317,
    identity: "managed",
  });
});

test("the environment counts before the file, YAML or JSON", () => {
  const file = fileOf(
    JSON.stringify({ agent: agentId, endpoint: "https://a.example", ruleId: "dcr-a", grpcPort: "off", httpPort: 1 }),
    "r.json",
  );
  const settings = readRelaySettings({ AGENTID_RELAY_CONFIG: file, AGENTID_RELAY_RULE_ID: "dcr-b" });
  expect(settings).toMatchObject({
    destination: { endpoint: "https://a.example", ruleId: "dcr-b" },
    httpPort: 1,
    grpcPort: undefined,
  });
});

test("in a pod whose service account is federated, the relay signs in as it", () => {
  expect(readRelaySettings({ ...good, AZURE_FEDERATED_TOKEN_FILE: "/t" }).identity).toBe("workload");
  expect(
    readRelaySettings({ ...good, AZURE_FEDERATED_TOKEN_FILE: "/t", AGENTID_RELAY_IDENTITY: "managed" }).identity,
  ).toBe("managed");
});

test.each<[string, Record<string, string>, string | undefined, RegExp[]]>([
  ["nothing", {}, undefined, [/^no agent is set: write AGENTID_RELAY_AGENT=/, /^nothing says where records go/]],
  [
    "a variable that is misspelt",
    { ...good, AGENTID_RELAY_RULEID: "dcr-1" },
    undefined,
    [/^AGENTID_RELAY_RULEID is no setting; did you mean AGENTID_RELAY_RULE_ID\?$/],
  ],
  [
    "a member that is misspelt",
    good,
    "folder: /tmp\nhtpPort: 1\n",
    [/^relay\.yaml:2:1 htpPort is no setting; did you mean httpPort\?$/],
  ],
  [
    "a name for an id",
    { ...good, AGENTID_RELAY_AGENT: "clerk" },
    undefined,
    [/^AGENTID_RELAY_AGENT is "clerk"; write a GUID$/, /no agent is set/],
  ],
  ["a port beyond", good, "httpPort: 70000", [/^relay\.yaml:1:1 httpPort is 70000; write a port from 0/]],
  ["both ports off", good, "httpPort: off\ngrpcPort: off", [/both off/]],
  ["two ways", { ...good, AGENTID_RELAY_INTAKE_URL: "https://c.example" }, undefined, [/records go one way/]],
  [
    "half a way",
    { AGENTID_RELAY_AGENT: agentId, AGENTID_RELAY_ENDPOINT: "https://c.example" },
    undefined,
    [/^ruleId is missing/],
  ],
  [
    "half an intake",
    { AGENTID_RELAY_AGENT: agentId, AGENTID_RELAY_INTAKE_URL: "https://c.example" },
    undefined,
    [/^intakeScope is missing/],
  ],
  [
    "a token in the clear",
    { ...good, AGENTID_RELAY_ENDPOINT: "http://c.example" },
    undefined,
    [/begins with https:\/\//, /endpoint is missing/],
  ],
  [
    "every address",
    { ...good, AGENTID_RELAY_HOST: "0.0.0.0" },
    undefined,
    [/^host is 0\.0\.0\.0: whoever reaches it could have anything signed/],
  ],
  [
    "an address that is not this machine's",
    { ...good, AGENTID_RELAY_HOST: "10.0.0.4" },
    undefined,
    [/set allowOtherHosts to true/],
  ],
  ["an agent without id", good, "agents:\n  - service: desk\n", [/^relay\.yaml:2:5 agents\[0\]\.id is missing/]],
  [
    "a member of an agent that is like none",
    good,
    `agents:\n  - id: ${agentId}\n    colour: red\n`,
    [/^relay\.yaml:3:5 agents\[0\]\.colour is no member of an agent; known are id, .*service/],
  ],
  [
    "a member of an agent",
    good,
    `agents:\n  - id: ${agentId}\n    srvice: desk\n`,
    [/^relay\.yaml:3:5 agents\[0\]\.srvice is no member of an agent; did you mean service\?$/],
  ],
  [
    "two of everything",
    { ...good, AGENTID_RELAY_AGENT: "" },
    "agents:\n  - id: 11111111-aaaa-4aaa-8aaa-111111111111\n  - id: 22222222-aaaa-4aaa-8aaa-111111111111\n",
    [/more than one without service and attributes/],
  ],
  [
    "an agent twice",
    { ...good, AGENTID_RELAY_AGENT: "" },
    `agents:\n  - id: ${agentId}\n    service: a\n  - id: ${agentId}\n    service: b\n`,
    [/twice; put it in one entry/],
  ],
  [
    "requests larger than the memory for them",
    { ...good, AGENTID_RELAY_MAX_REQUEST_BYTES: "67108864" },
    undefined,
    [/^maxHeldBytes is 100663296, and a request .* can take 402653184; raise/],
  ],
  ["no YAML", good, "agent: [", [/^relay\.yaml:\d+:\d+ is no YAML/]],
  ["a list", good, "- agent", [/holds no settings/]],
  ["a word", good, "agent", [/^relay\.yaml:1:1 holds no settings/]],
])("%s is refused", (_name, environment, text, messages) => {
  const problems = problemsOf(environment, text);
  expect(problems).toHaveLength(messages.length);
  for (const [i, message] of messages.entries()) expect(problems[i]).toMatch(message);
});

test("a file that is not there is named", () => {
  expect(problemsOf({ ...good, AGENTID_RELAY_CONFIG: "/nowhere/relay.yaml" })[0]).toMatch(
    /^the settings file \/nowhere\/relay\.yaml cannot be read/,
  );
});

test("another address when that is meant", () => {
  expect(
    readRelaySettings({ ...good, AGENTID_RELAY_HOST: "0.0.0.0", AGENTID_RELAY_ALLOW_OTHER_HOSTS: "true" }).host,
  ).toBe("0.0.0.0");
});

describe("--check", () => {
  test("says what would be done, and makes nothing", () => {
    const folder = join(temporaryFolder(), "spool");
    const said = checkRelay(readRelaySettings({ ...good, AGENTID_RELAY_FOLDER: folder }));
    expect(said).toContain("HTTP: http://127.0.0.1:4318");
    expect(said).toContain("records go to: https://x.ingest.monitor.azure.com, dcr-0123, Custom-AgentExecutionNative");
    expect(said).toContain(
      `agent ${agentId}: spans that name it, and all that are no other agent's; a key will be made in ${folder}/${agentId}/key.json`,
    );
    mkdirSync(join(folder, agentId), { recursive: true });
    const { kid } = keyInFile(join(folder, agentId, "key.json"));
    expect(checkRelay(readRelaySettings({ ...good, AGENTID_RELAY_FOLDER: folder }))).toContain(`key ${kid}`);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ["a key that is none", { AGENTID_RELAY_KEY: fileOf("{}", "key.json") }, /signing key|key file/],
    [
      "a token file that is not there",
      { AGENTID_RELAY_TOKEN_FILE: "/nowhere/token" },
      /tokenFile \/nowhere\/token cannot be read/,
    ],
    ["a token that can be guessed", { AGENTID_RELAY_TOKEN_FILE: fileOf("secret") }, /at least 16 characters/],
    [
      "a workload identity without its variables",
      { AGENTID_RELAY_IDENTITY: "workload" },
      /identity is workload, and it cannot be used/,
    ],
  ])("refuses %s", (_name, environment, message) => {
    const folder = temporaryFolder();
    expect(() => checkRelay(readRelaySettings({ ...good, AGENTID_RELAY_FOLDER: folder, ...environment }))).toThrow(
      message,
    );
  });
});

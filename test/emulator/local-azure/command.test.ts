import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fetchTrusting } from "../../../packages/collector/src/http/fetch";
import { agentid } from "../../cli/support";
import { group } from "../arm-resources/support";
import { startEmulate } from "../emulate-process";
import { stateFolder, tenant } from "./support";

/** Starts `agentid emulate`, and reads the environment that it prints. */
async function emulate(...options: string[]) {
  const { printed, interrupt } = await startEmulate(...options);
  const environment = Object.fromEntries(
    [...printed.matchAll(/export (\w+)=(.*)/g)].map(([, name, value]) => [name, value] as const),
  );
  const host = environment.ARM_RESOURCE_MANAGER_ENDPOINT!;
  const fetch = fetchTrusting(readFileSync(environment.SSL_CERT_FILE!, "utf8"));
  const form = `client_id=${environment.ARM_CLIENT_ID}&scope=${host}/.default`;
  const token = await fetch(`${host}/${tenant}/oauth2/v2.0/token`, { method: "POST", body: form });
  const headers = {
    Authorization: `Bearer ${JSON.parse(await token.text()).access_token}`,
    "Content-Type": "application/json",
  };
  return {
    started: printed,
    environment,
    send: async (method: string, path: string, body?: unknown) => {
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      return (await fetch(`${host}${path}?api-version=2024-11-01`, { method, headers, ...text })).status;
    },
    interrupt,
  };
}

test("starts empty, prints what Terraform has to be told, and in the end what is deployed", async () => {
  const state = stateFolder();
  const first = await emulate("--state", state);
  expect(first.environment).toMatchObject({
    ARM_METADATA_HOSTNAME: expect.stringMatching(/^localhost:\d+$/),
    SSL_CERT_FILE: join(state, "ca.pem"),
    ARM_CLIENT_SECRET: expect.any(String),
  });
  expect(await first.send("GET", group)).toBe(404);
  expect(await first.send("PUT", group, { location: "westeurope" })).toBe(201);
  const { code, out } = await first.interrupt();
  expect(code).toBe(0);
  expect(out).toMatch(/Deployed: 2 resources\nIngested\n {2}nothing\nRejected rows: 0/);
});

test.each([
  ["options of what is deployed with a stack", ["--stack", "s", "--state", "d"], /--state is for what is deployed/],
  ["no checks with a stack", ["--stack", "s", "--no-checks"], /--no-checks is for what is deployed/],
  ["a group that is none", ["--group", "rg"], /rg is no resource group/],
  ["people without a directory", ["--people", "p.json"], /pass --directory too/],
  ["a timing that is none", ["--strict-timing", "soon"], /no number of seconds/],
])("%s is refused", async (_what, options, message) => {
  const run = await agentid("emulate", ...options);
  expect(run).toMatchObject({ code: 1, err: expect.stringMatching(message) });
});

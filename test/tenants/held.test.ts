import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { packageVersion } from "../../lib/package";
import { byHold } from "../../lib/tenants";
import { shipped } from "../shared/content";
import { loaded, tenantFile } from "./support";

const content = (version: string, expires = "2026-12-31") =>
  `content: { version: ${version}, reason: the change freeze of the quarter, owner: soc@contoso.com, expires: "${expires}" }\n`;
const read = (held: string) =>
  loaded({ "acme.yaml": tenantFile("acme", "1"), "borealis.yaml": tenantFile("borealis", "2", held) }).tenants!;
const names = (tenants: readonly { readonly tenant: { readonly name: string } }[]) =>
  tenants.map(({ tenant }) => tenant.name);
const today = "2026-12-31";

test("a tenant that is held at another version is passed over, and how it is written is told", () => {
  const { ready, held, problems } = byHold(read(content("9.9.9")), today);
  expect(names(ready)).toEqual(["acme"]);
  expect(problems).toEqual([]);
  expect(held).toMatchObject([
    {
      code: "tenant/held",
      severity: "warning",
      line: 7,
      column: 21,
      message: expect.stringMatching(/^borealis is held at 9\.9\.9 until 2026-12-31 \(the change freeze.*passed over/),
      suggestion: expect.stringMatching(/sentinel-agent-identities@9\.9\.9 && npx agentid synth --tenant borealis/),
    },
  ]);
});

test("one that is held at this version is written as any other", () => {
  expect(names(byHold(read(content(packageVersion())), today).ready)).toEqual(["acme", "borealis"]);
});

test("one that was asked for by name, and a selection in which all are held, are refused", () => {
  const tenants = read(content("9.9.9"));
  expect(byHold(tenants, today, ["borealis"]).problems).toMatchObject([{ code: "tenant/held", severity: "error" }]);
  expect(byHold(tenants.slice(1), today).problems).toMatchObject([{ code: "tenant/held", severity: "error" }]);
});

test("a hold that has ended holds nothing", () => {
  const { ready, problems } = byHold(read(content("9.9.9", "2026-12-30")), today);
  expect(names(ready)).toEqual(["acme"]);
  expect(problems).toMatchObject([
    { code: "tenant/hold-ended", message: expect.stringMatching(/soc@contoso\.com answers/) },
  ]);
});

test("a ring may hold all its tenants", () => {
  const rings = `rings: [{ name: broad, settings: { ${content("9.9.9").trim()} } }]\n`;
  const { tenants } = loaded({ "rings.yaml": rings, "acme.yaml": tenantFile("acme", "1", "ring: broad\n") });
  expect(byHold(tenants!, today).problems).toMatchObject([{ code: "tenant/held" }]);
});

test("a hold says why, who answers for it and until when", () => {
  const told = (held: string) =>
    loaded({ "acme.yaml": tenantFile("acme", "1", `content: { ${held} }\n`) }).told.join("\n");
  expect(told("version: 1.4.0")).toMatch(/"reason" is missing[\s\S]*"owner" is missing[\s\S]*"expires" is missing/);
  expect(told("version: latest, reason: the change freeze, owner: soc@contoso.com, expires: 2026-12-31")).toMatch(
    /write a version of the package, such as 1\.4\.0/,
  );
});

test("no other version writes anything for it, whoever calls", () => {
  const outdir = mkdtempSync(join(tmpdir(), "agentid-held-"));
  try {
    const tenants = read(content("9.9.9")).map(({ tenant }) => tenant);
    expect(() => synthesize(tenants, { content: shipped, outdir })).toThrow(/borealis is held at 9\.9\.9, and this is/);
    expect(readdirSync(outdir)).toEqual([]);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

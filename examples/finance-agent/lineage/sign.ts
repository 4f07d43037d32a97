/**
 * Signs provenance for the two builds anew, with an offline Sigstore instance whose keys are gone when it ends:
 * `npx tsx examples/finance-agent/lineage/sign.ts`. The demo verifies what it writes.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { commit, identity, run, sigstoreInstance, v1 } from "../../../packages/lineage/test/support/sigstore";
import { type Build, CHANGED_BUILD, IMAGE_NAME, REPOSITORY, REVIEWED_BUILD } from "../ids";

/** The text of a template with this build's commit and run. */
const ofBuild = <T>(template: T, build: Build): T =>
  JSON.parse(
    JSON.stringify(template)
      .replaceAll(commit, build.commit)
      .replaceAll(run, `${REPOSITORY}/actions/runs/${build.pipelineRunId}/attempts/1`),
  ) as T;

async function main(): Promise<void> {
  const sigstore = await sigstoreInstance();
  const write = (name: string, value: unknown) =>
    writeFileSync(join(__dirname, name), `${JSON.stringify(value, null, 1)}\n`);
  write("trusted-root.json", sigstore.root);
  for (const [name, build] of [
    ["reviewed", REVIEWED_BUILD],
    ["changed", CHANGED_BUILD],
  ] as const) {
    const subject = [{ name: IMAGE_NAME, digest: { sha256: build.imageDigest.slice("sha256:".length) } }];
    const statement = { ...ofBuild(v1, build), subject };
    write(`${name}.bundle.json`, await sigstore.signed(statement, { identity: ofBuild(identity, build) }));
  }
}

void main();

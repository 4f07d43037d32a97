import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { packageRoot } from "../../../content";
import { credentialMismatch, lineageRow, readDigest, readFederatedCredential, withReasons } from "../../../lineage";
import { UsageError } from "../../expected-error";
import { readingInput, withUsageExit } from "./input-error";
import { type ProvenanceOptions, provenanceOf, withProvenanceOptions } from "./provenance-options";

interface Options extends ProvenanceOptions {
  readonly digest: string;
  readonly agent?: string;
  readonly blueprint?: string;
  readonly credential: string;
  readonly ficIssuer?: string;
  readonly ficSubject?: string;
  readonly out?: string;
}

/** `agentid lineage record`: an artifact's provenance as a row of the stream Custom-AgentLineage. */
export function lineageRecordCommand(): Command {
  const command = new Command("record")
    .description("verify an image's provenance and write one NDJSON row of the stream Custom-AgentLineage")
    .requiredOption("--digest <digest>", "the image's digest, sha256:…")
    .option("--agent <id>", "object id of the agent that runs the image")
    .option("--blueprint <id>", "app id of the blueprint whose agents run the image")
    .requiredOption("--credential <id>", "id of the credential that the agent or blueprint signs in with")
    .option("--fic-issuer <url>", "the credential's issuer, when it is a federated one")
    .option("--fic-subject <subject>", "the credential's subject, when it is a federated one")
    .option("--out <file>", "append the row to this file instead of printing it");
  return withUsageExit(withProvenanceOptions(command)).action(
    readingInput((options: Options) => {
      const { state, row } = recorded(options);
      if (options.out === undefined) console.log(row);
      else appendFileSync(options.out, `${row}\n`);
      if (state !== "Verified") process.exitCode = 1;
    }),
  );
}

function recorded(options: Options) {
  const { agent, blueprint, digest, credential, ficIssuer, ficSubject } = options;
  if (agent === undefined && blueprint === undefined)
    throw new UsageError("say who runs the image: --agent or --blueprint");
  if ((ficIssuer === undefined) !== (ficSubject === undefined))
    throw new UsageError("--fic-issuer and --fic-subject go together");
  const artifact = readDigest(digest);
  if (artifact.sha256 === undefined) throw new UsageError(`--digest ${digest}: images are known by sha256:…`);
  const { verdict, review, now } = provenanceOf(options, artifact);
  const federated = ficIssuer !== undefined && ficSubject !== undefined;
  // Of code from nowhere known, no credential can be said to be another's.
  const comparable = federated && verdict.repository !== undefined;
  const mismatch = comparable ? credentialMismatch(readFederatedCredential(ficIssuer, ficSubject), verdict) : [];
  const judged = withReasons(verdict, mismatch);
  const subject = {
    imageDigest: digest,
    credentialId: credential,
    ...(agent === undefined ? {} : { agentId: agent }),
    ...(blueprint === undefined ? {} : { blueprintId: blueprint }),
    ...(federated ? { credentialType: "FederatedIdentityCredential", ficIssuer, ficSubject } : {}),
  };
  return { state: judged.state, row: JSON.stringify(lineageRow(judged, subject, review, packageVersion(), now)) };
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;
}

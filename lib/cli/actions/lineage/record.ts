import { appendFileSync } from "node:fs";
import {
  credentialMismatch,
  lineageRow,
  readDigest,
  readFederatedCredential,
  withReasons,
} from "@sentinel-agent-identities/lineage";
import { packageVersion } from "../../../package";
import type { ProvenanceOptions } from "../../commands/lineage/provenance-options";
import { UsageError } from "../../usage-error";
import { provenanceOf } from "./provenance-of";

export interface RecordOptions extends ProvenanceOptions {
  readonly digest: string;
  readonly agent?: string;
  readonly blueprint?: string;
  readonly credential: string;
  readonly ficIssuer?: string;
  readonly ficSubject?: string;
  readonly out?: string;
}

/** Writes an image's provenance as a row. */
export function record(options: RecordOptions): void {
  const { state, row } = recorded(options);
  if (options.out === undefined) console.log(row);
  else appendFileSync(options.out, `${row}\n`);
  if (state !== "Verified") process.exitCode = 1;
}

function recorded(options: RecordOptions) {
  const { agent, blueprint, digest, credential, ficIssuer, ficSubject } = options;
  if (agent === undefined && blueprint === undefined)
    throw new UsageError("say who runs the image: --agent or --blueprint");
  if ((ficIssuer === undefined) !== (ficSubject === undefined))
    throw new UsageError("--fic-issuer and --fic-subject go together");
  const artifact = readDigest(digest);
  if (artifact.sha256 === undefined) throw new UsageError(`--digest ${digest}: images are known by sha256:…`);
  const { verdict, review, now } = provenanceOf(
    options,
    artifact,
    [agent, blueprint].filter((id) => id !== undefined),
  );
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

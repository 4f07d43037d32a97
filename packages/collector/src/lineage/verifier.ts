import {
  credentialMismatch,
  type Digests,
  LineageError,
  type LineagePolicy,
  type LineageState,
  type LineageSubject,
  lineageRow,
  lineageStream,
  type ProvenanceVerdict,
  type Reason,
  readDigest,
  readFederatedCredential,
  reason,
  repositoryUrl,
  type SigstoreRoot,
  sameRepository,
  verifyProvenance,
  withReasons,
} from "@sentinel-agent-identities/lineage";
import type { Pacing } from "../http/pacing";
import type { LogAnalytics } from "../query/log-analytics";
import { sendApart } from "../send/send-apart";
import type { RowSender } from "../send/sender";
import { type ClaimedImage, findImages } from "./find-images";
import type { BundleSource } from "./sources";

/** What the verifier works with. */
export interface LineageVerifierOptions {
  readonly logs: LogAnalytics;
  readonly sender: RowSender;
  readonly pacing: Pacing;
  readonly source: BundleSource;
  readonly roots: readonly SigstoreRoot[];
  /** Whose builds are trusted. Only repositories that it names are asked for provenance. */
  readonly policy: LineagePolicy;
  readonly verifierVersion: string;
  /** images of one run. @default 500 */
  readonly most?: number;
}

/** What a run did. */
export interface LineageReport {
  readonly images: number;
  readonly states: Readonly<Partial<Record<LineageState, number>>>;
  /** images whose provenance could not be asked for; the next run does */
  readonly problems: readonly string[];
}

type LineageRow = ReturnType<typeof lineageRow>;

/** Verifies where the images come from that agents say they run. Keeps nothing: what was verified is in the table. */
export class LineageVerifier {
  constructor(private readonly options: LineageVerifierOptions) {}

  /** @throws CollectorError, SendError */
  async run(): Promise<LineageReport> {
    const { logs, sender, most = 500 } = this.options;
    const images = await findImages(logs, most);
    const states: Partial<Record<LineageState, number>> = {};
    const problems = new Set<string>();
    const rows: LineageRow[] = [];
    const bundles = new Map<string, Promise<string | undefined>>();
    for (const image of images)
      try {
        const row = await this.verify(image, bundles);
        rows.push(row);
        const state = row.VerificationState;
        states[state] = (states[state] ?? 0) + 1;
      } catch (error) {
        problems.add((error as Error).message);
      }
    const setAside = await sendApart(sender, lineageStream, rows, {
      name: ({ AgentId, ImageDigest }) => `the row of agent ${AgentId} and image ${ImageDigest}`,
      instead: (row, problem) => this.bare(row, problem),
    });
    for (const problem of setAside) problems.add(problem);
    return { images: images.length, states, problems: [...problems].sort() };
  }

  private async verify({ subject, claimedRepository }: ClaimedImage, known: Map<string, Promise<string | undefined>>) {
    const { source, roots, policy, verifierVersion, pacing } = this.options;
    const artifact = digestOf(subject.imageDigest);
    if ("code" in artifact)
      return lineageRow(
        { state: "Missing", reasons: [artifact] },
        subject,
        undefined,
        verifierVersion,
        pacing.clock.now(),
      );
    const repository = this.trusted(claimedRepository);
    // Agents of one blueprint run the same image.
    const key = `${repository}/${subject.imageDigest}`;
    const bundle = known.get(key) ?? source.bundles(repository, subject.imageDigest);
    known.set(key, bundle);
    const now = pacing.clock.now();
    const agents = [subject.agentId, subject.blueprintId].filter((id) => id !== undefined);
    const verdict = verifyProvenance({ bundle: await bundle, artifact, roots, policy, agents, now });
    return lineageRow(withCredential(verdict, subject), subject, undefined, verifierVersion, now);
  }

  /** A row that says no more than that there is one. */
  private bare({ AgentId, ImageDigest }: LineageRow, problem: string): LineageRow {
    const { verifierVersion, pacing } = this.options;
    const subject = { agentId: AgentId ?? undefined, imageDigest: ImageDigest };
    const reasons = [reason("provenance/none", `the row of the verdict was not taken: ${problem}`)];
    return lineageRow({ state: "Missing", reasons }, subject, undefined, verifierVersion, pacing.clock.now());
  }

  /** The policy's own address of a repository: what an agent says about itself is nowhere asked. */
  private trusted(claimed: string | undefined): string | undefined {
    if (claimed === undefined) return undefined;
    return this.options.policy.trusted
      .map(({ repository }) => repositoryUrl(repository))
      .find((repository) => sameRepository(repository, claimed));
  }
}

/** An image's digests, or why what an agent claims is none. */
function digestOf(claimed: string): Digests | Reason {
  try {
    return readDigest(claimed);
  } catch (error) {
    if (!(error instanceof LineageError)) throw error;
    return reason("digest/malformed", error.message);
  }
}

/** What the credential says against proven code; of unproven code there is nothing to compare. */
function withCredential(verdict: ProvenanceVerdict, { ficIssuer, ficSubject }: LineageSubject): ProvenanceVerdict {
  if (ficIssuer === undefined || ficSubject === undefined) return verdict;
  if (verdict.state === "Failed" || verdict.state === "Missing") return verdict;
  return withReasons(verdict, credentialMismatch(readFederatedCredential(ficIssuer, ficSubject), verdict));
}

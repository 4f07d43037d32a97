import { type Reason, reason, stateOf } from "../reasons";
import { looksLikeFork, repositoryUrl, sameRepository } from "../repository";
import type { LineagePolicy, PolicyRule, ProofKind } from "./policy";
import type { ReviewFacts } from "./review-facts";

/** What a policy looks at: what a verified proof says. */
export interface BuildFacts {
  /** @default Provenance */
  readonly proof?: ProofKind;
  /** the policy's name of the key that signed */
  readonly key?: string;
  /** object id of the agent and application id of the blueprint that run the artifact */
  readonly agents?: readonly string[];
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly ref?: string;
  readonly workflowPath?: string;
  readonly builderId?: string;
  readonly runnerEnvironment?: string;
  readonly trigger?: string;
  readonly identity?: { readonly issuer?: string };
  /** ISO 8601, UTC */
  readonly signedAt?: string;
}

const github = "https://token.actions.githubusercontent.com";
/** Their code is not in the repository yet. */
const unmerged = ["pull_request", "pull_request_target"];
const day = 86_400_000;

/**
 * The rule that fits best, and what it finds broken; nothing broken means trusted. `repository` is the policy's word where
 * nothing but a key's signature is proven, and the rules for that key agree.
 */
export function evaluate(
  policy: LineagePolicy,
  build: BuildFacts,
  review: ReviewFacts | undefined,
  now: Date,
): { readonly broken: readonly Reason[]; readonly rule?: PolicyRule; readonly repository?: string } {
  const { repository = "", proof, key = "", agents = [] } = build;
  const bare = proof === "KeySignature" && repository === "";
  const rules = policy.trusted.filter((rule) =>
    bare ? rule.keys?.includes(key) : sameRepository(rule.repository, repository),
  );
  if (rules.length === 0) return { broken: [strange(policy, repository)] };
  const ids = new Set(agents.map((id) => id.toLowerCase()));
  const ours = rules.filter((rule) => rule.agents?.some((id) => ids.has(id.toLowerCase())) ?? true);
  if (ours.length === 0) return { broken: [forOthers(rules[0]!, agents)] };
  const results = ours.map((rule) => ({ rule, broken: brokenBy(rule, build, review, now) }));
  // A rule that only time is against says more than one of another workflow.
  const weight = ({ broken }: { broken: readonly Reason[] }) =>
    broken.length + (stateOf(broken) === "Untrusted" ? 100 : 0);
  const best = results.sort((a, b) => weight(a) - weight(b))[0]!;
  if (!bare) return best;
  const fitting = results.filter(({ broken }) => broken.length === 0).map(({ rule }) => repositoryUrl(rule.repository));
  return new Set(fitting).size === 1 ? { ...best, repository: fitting[0]! } : best;
}

/** The kinds of proof that a rule lets count. */
export function proofsOf({ proofs = ["Provenance"] }: PolicyRule): readonly ProofKind[] {
  return proofs;
}

function forOthers({ repository }: PolicyRule, agents: readonly string[]): Reason {
  const who = agents.length > 0 ? `not for ${agents.join(" or ")}` : "and which agent runs this is not known";
  return reason("policy/agent", `the policy trusts ${repository} for some agents only, ${who}`);
}

function strange({ trusted }: LineagePolicy, repository: string): Reason {
  const original = trusted.find((rule) => looksLikeFork(repository, rule.repository))?.repository;
  return original === undefined
    ? reason("policy/repository", `the policy does not name the repository ${repository || "(none)"}`)
    : reason("policy/fork", `${repository} is not ${original}, it only has the same name, as a fork has`);
}

function brokenBy(rule: PolicyRule, build: BuildFacts, review: ReviewFacts | undefined, now: Date): Reason[] {
  const { proof = "Provenance", key } = build;
  // Of these two a rule has something to say when it is silent, for builds that a certificate speaks of.
  const issuer = rule.issuer ?? (key === undefined ? github : undefined);
  const { events } = rule;
  const reasons: Reason[] = [];
  const demand = (holds: boolean, code: Reason["code"], message: string) => {
    if (!holds) reasons.push(reason(code, message));
  };
  const must = (code: Reason["code"], what: string, wanted: string | undefined, found: string | undefined) =>
    demand(
      wanted === undefined || fits(wanted, found),
      code,
      `the ${what} is ${found ?? "not known"}, the policy wants ${wanted}`,
    );

  const counting = proofsOf(rule);
  demand(
    counting.includes(proof),
    "policy/proof",
    `the proof is a ${proof}, the policy wants ${counting.join(" or ")}`,
  );
  if (key !== undefined)
    demand(
      rule.keys?.includes(key) ?? false,
      "policy/key",
      `the rule for ${rule.repository} does not name the key ${key}`,
    );
  must("policy/issuer", "issuer", issuer, build.identity?.issuer);
  must("policy/repository-id", "repository's id", rule.repositoryId, build.repositoryId);
  must("policy/workflow", "workflow", rule.workflow, build.workflowPath);
  must("policy/ref", "ref", rule.ref, build.ref);
  must("policy/builder", "builder", rule.builder, build.builderId);
  must("policy/runner", "runner", rule.runner, build.runnerEnvironment);
  const { trigger } = build;
  const open = key !== undefined && events === undefined && trigger === undefined;
  const mayStart = open || (trigger !== undefined && (events ? events.includes(trigger) : !unmerged.includes(trigger)));
  const wanted = events ? events.join(", ") : `any event but ${unmerged.join(" and ")}`;
  demand(mayStart, "policy/event", `the build was started by ${trigger ?? "nobody knows"}, the policy wants ${wanted}`);
  reasons.push(...reviewProblems(rule, review), ...timeProblems(rule, build.signedAt, now));
  return reasons;
}

function reviewProblems({ commitVerified, approvals = 0 }: PolicyRule, review: ReviewFacts | undefined): Reason[] {
  const reasons: Reason[] = [];
  if (commitVerified && review?.commitVerified !== true) {
    const why =
      review?.commitVerified === undefined
        ? "it is not known whether the commit is signed"
        : "the commit is not signed";
    reasons.push(reason("policy/commit-unverified", `${why}, the policy wants a verified signature`));
  }
  const others = new Set(
    (review?.approvers ?? [])
      .map((name) => name.toLowerCase())
      .filter((name) => name !== review?.author?.toLowerCase()),
  );
  if (others.size < approvals) {
    const found = review?.approvers ? `${others.size} others approved the change` : "approvals are not known";
    reasons.push(reason("policy/unreviewed", `${found}, the policy wants ${approvals}`));
  }
  return reasons;
}

function timeProblems(
  { validFrom, validTo, maxAgeDays }: PolicyRule,
  signedAt: string | undefined,
  now: Date,
): Reason[] {
  const signed = signedAt === undefined ? Number.NaN : Date.parse(signedAt);
  const reasons: Reason[] = [];
  if (validFrom !== undefined && !(signed >= Date.parse(validFrom)))
    reasons.push(reason("policy/not-yet", `signed at ${signedAt}, the policy trusts builds from ${validFrom}`));
  if (validTo !== undefined && !(now.getTime() < Date.parse(validTo)))
    reasons.push(reason("policy/ended", `the policy's rule ended at ${validTo}`));
  if (maxAgeDays !== undefined && !(now.getTime() - signed <= maxAgeDays * day))
    reasons.push(reason("policy/too-old", `signed at ${signedAt}, the policy trusts ${maxAgeDays} days`));
  return reasons;
}

/** When a rule stops to trust a build; undefined when it never does. */
export function endOf({ validTo, maxAgeDays }: PolicyRule, signedAt: string | undefined): Date | undefined {
  const ends = [
    ...(validTo === undefined ? [] : [Date.parse(validTo)]),
    ...(maxAgeDays === undefined || signedAt === undefined ? [] : [Date.parse(signedAt) + maxAgeDays * day]),
  ];
  return ends.length === 0 ? undefined : new Date(Math.min(...ends));
}

/** Equal, or beginning alike where the wanted text ends in `*`. */
function fits(wanted: string, found: string | undefined): boolean {
  if (found === undefined) return false;
  return wanted.endsWith("*") ? found.startsWith(wanted.slice(0, -1)) : found === wanted;
}

import type { PolicyCheck } from "./check";
import type { PolicyDocument } from "./document/document";
import type { PolicyFinding } from "./finding";
import type { PolicyWaiver } from "./waiver";

interface Context {
  readonly today: string;
  readonly checks: readonly PolicyCheck[];
  readonly documents: readonly PolicyDocument[];
}

/** Findings with the waiver that accepts them, and one more for each waiver that has ended, or that accepts nothing. */
export function waived(
  found: readonly PolicyFinding[],
  waivers: readonly PolicyWaiver[],
  context: Context,
): PolicyFinding[] {
  const { today } = context;
  const used = new Set<PolicyWaiver>();
  const told = found.map((finding) => {
    const waiver = waivers.find((one) => isFor(one, finding));
    if (!waiver) return finding;
    used.add(waiver);
    return waiver.expires < today ? finding : { ...finding, waiver };
  });
  return [...told, ...waivers.flatMap((waiver) => wrong(waiver, used.has(waiver), context))];
}

/** A tenant's stacks are its own and `<tenant>-governance` and `<tenant>-delegation`. */
const isOf = ({ tenant }: PolicyWaiver, stack: string): boolean =>
  [tenant, `${tenant}-governance`, `${tenant}-delegation`].includes(stack);

const isFor = (waiver: PolicyWaiver, { check, stack, address }: PolicyFinding): boolean =>
  isOf(waiver, stack) && waiver.check === check && (waiver.resource === undefined || waiver.resource === address);

function wrong(waiver: PolicyWaiver, isUsed: boolean, { today, checks, documents }: Context): PolicyFinding[] {
  const document = documents.find(({ stack }) => isOf(waiver, stack));
  // Of a tenant that is not checked now, nothing is known.
  if (!document) return [];
  const { check, place, expires, owner } = waiver;
  const of = (id: string, message: string, fix: string): PolicyFinding => ({
    check: id,
    severity: "error",
    stack: document.stack,
    file: place,
    address: `waiver of ${check}`,
    message,
    fix,
  });
  if (!checks.some(({ id }) => id === check))
    return [
      of("waiver-unknown", `there is no check "${check}"`, "write the id of a check: agentid check --list prints them"),
    ];
  // One that a check of another profile would need says so, too: it is not needed here.
  if (!isUsed) return [of("waiver-needless", `the check ${check} finds nothing that it accepts`, "remove the waiver")];
  return expires < today
    ? [
        of(
          "waiver-expired",
          `ended on ${expires}; ${owner} answers for it`,
          "mend what it accepts, or decide anew until when",
        ),
      ]
    : [];
}

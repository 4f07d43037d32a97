import { errors } from "../errors";
import type { Answer, Outcome } from "./service";

/** What to do about an answer. */
export interface Advice {
  readonly unauthorized: string;
  readonly notFound: string;
  readonly refused: string;
}

/** What an answer other than a success means for any service. */
export function failureOf(service: string, { status, text, after }: Answer, advice: Advice): Outcome {
  const answer = text.slice(0, 500);
  if (status === 413) return { kind: "tooLarge" };
  const later = (next: string): Outcome => ({
    kind: "later",
    after,
    problem: errors.refused(service, status, answer, next),
  });
  if (status === 401 || status === 403) return later(advice.unauthorized);
  if (status === 404) return later(advice.notFound);
  if (status === 408 || status === 429 || status >= 500 || status < 400) return later("it is tried again");
  return { kind: "refused", problem: errors.refused(service, status, answer, advice.refused) };
}

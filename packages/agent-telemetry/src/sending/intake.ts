import { errors } from "../errors";
import { failureOf } from "./common-outcome";
import type { Outcome, Rejection, Service } from "./service";

const name = "the intake";
const advice = {
  unauthorized: "see that the token is for the intake's scope and the agent may send there",
  notFound: "see that intake.url is that of the collector's intake, without /v1/records",
  refused: "see that the intake is of the same version",
};

/**
 * The collector's intake: `POST <url>/v1/records`.
 * @param url of the intake, without `/v1/records`
 * @param scope of its tokens: `api://…/.default`
 */
export function intake(url: string, scope: string): Service {
  return {
    name,
    url: `${url.replace(/\/+$/, "")}/v1/records`,
    scope,
    outcomeOf: (answer) => (answer.status === 200 ? taken(answer.text) : failureOf(name, answer, advice)),
  };
}

/** Only the intake's own words count as a yes: a proxy's page with status 200 took nothing. */
function taken(text: string): Outcome {
  const rejected = rejections(text);
  if (rejected) return { kind: "accepted", rejected };
  const problem = errors.refused(
    name,
    200,
    text.slice(0, 200),
    "that is no answer of an intake; see where intake.url leads",
  );
  return { kind: "later", problem };
}

function rejections(text: string): readonly Rejection[] | undefined {
  try {
    const answer = JSON.parse(text);
    if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return undefined;
    const { rejected = [] } = answer;
    if (!Array.isArray(rejected)) return undefined;
    const isMeant = rejected.every((found) => Number.isSafeInteger(found?.index) && found.index >= 0);
    return isMeant
      ? rejected.map(({ index, reason }) => ({ index, reason: String(reason ?? "no reason given") }))
      : undefined;
  } catch {
    return undefined;
  }
}

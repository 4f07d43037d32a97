import { retryAfter } from "@sentinel-agent-identities/clock";
import { timeoutOf } from "../limit";
import type { Step } from "../step";
import { type HttpRequest, type HttpResponse, TransportFailure } from "../transport";
import { header } from "./header";

const pollInterval = 20_000;
const longest = "P1D";

/** Polls the Location of a 202 answer until it is something else, unless the action says not to. */
export async function awaitCompletion(
  step: Step,
  request: HttpRequest,
  first: HttpResponse,
  sendNext: (next: HttpRequest) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const { action, session } = step;
  const limit = timeoutOf(step, longest);
  const deadline = session.clock.now().getTime() + limit;
  let answer = first;
  while (answer.status === 202 && !/DisableAsyncPattern/i.test(action.operationOptions ?? "")) {
    const location = header(answer, "location");
    if (location === undefined) return answer;
    await session.clock.sleep(retryAfter(header(answer, "retry-after"), session.clock.now()) || pollInterval);
    if (session.clock.now().getTime() > deadline)
      throw new TransportFailure("timeout", `${location} still answers 202 after ${limit / 1000} s`);
    const { body: _, ...rest } = request;
    answer = await sendNext({ ...rest, method: "GET", url: location });
  }
  return answer;
}

import { retryAfter } from "@sentinel-agent-identities/clock";
import type { Value } from "../../values/value";
import { timeoutOf } from "../limit";
import { failed, type Outcome, succeeded } from "../record";
import type { Step } from "../step";
import { type HttpRequest, type HttpResponse, TransportFailure } from "../transport";
import { awaitCompletion } from "./async";
import { header } from "./header";
import { followPages } from "./pages";
import type { PreparedRequest } from "./request";
import { isRetried, type RetryPolicy, RetryPolicyError, retryPolicy } from "./retry-policy";
import { statusName } from "./status-name";

/** Sends a request and turns the answer into the action's outcome. */
export async function send(step: Step, prepared: PreparedRequest): Promise<Outcome> {
  const answer = await exchange(step, prepared);
  return "outcome" in answer ? answer.outcome : succeeded(prepared.inputs, outputsOf(answer.response));
}

/** Sends a request with its retries, its 202 polling and its pages; `outcome` when it did not succeed. */
export async function exchange(
  step: Step,
  { inputs, request, retryPolicy: given }: PreparedRequest,
): Promise<{ response: HttpResponse } | { outcome: Outcome }> {
  try {
    const policy = retryPolicy(given);
    const sendAgain = (next: HttpRequest) => attempts(step, next, policy);
    const finished = await awaitCompletion(step, request, await sendAgain(request), sendAgain);
    const response = await followPages(step, request, finished, sendAgain);
    if (response.status < 400) return { response };
    const name = statusName(response.status);
    const message = `${request.method} ${request.url} answered ${response.status}`;
    return { outcome: failed(name, message, { inputs, outputs: outputsOf(response) }) };
  } catch (error) {
    if (error instanceof RetryPolicyError) return { outcome: failed("InvalidRetryPolicy", error.message, { inputs }) };
    if (!(error instanceof TransportFailure)) throw error;
    const failure = {
      code: error.reason === "timeout" ? "ActionTimedOut" : "HttpRequestFailed",
      message: error.message,
    };
    const status = error.reason === "timeout" ? "TimedOut" : "Failed";
    return { outcome: { status, code: failure.code, error: failure, inputs } };
  }
}

async function attempts(step: Step, request: HttpRequest, policy: RetryPolicy): Promise<HttpResponse> {
  const { clock } = step.session;
  const deadline = clock.now().getTime() + timeoutOf(step, "P90D");
  for (let attempt = 1; ; attempt++) {
    const answer = await once(step, request, attempt);
    const again = answer instanceof TransportFailure || isRetried(answer.status);
    const asked =
      answer instanceof TransportFailure ? 0 : (retryAfter(header(answer, "retry-after"), clock.now()) ?? 0);
    const pause = Math.max(policy.wait(attempt), asked);
    if (again && attempt <= policy.count && clock.now().getTime() + pause < deadline) await clock.sleep(pause);
    else if (answer instanceof TransportFailure) throw answer;
    else return answer;
  }
}

async function once(step: Step, request: HttpRequest, attempt: number): Promise<HttpResponse | TransportFailure> {
  const { session } = step;
  const call = { ...request, time: session.time, attempt };
  try {
    const response = await session.transport.send(request);
    const body = response.body === undefined ? {} : { responseBody: response.body };
    session.calls.push({ ...call, answer: response.status, ...body });
    return response;
  } catch (error) {
    if (!(error instanceof TransportFailure)) throw error;
    session.calls.push({ ...call, answer: error.reason });
    return error;
  }
}

const outputsOf = ({ status, headers, body }: HttpResponse): Value => ({
  statusCode: status,
  headers: headers ?? {},
  ...(body === undefined ? {} : { body }),
});

import { parseDuration } from "@sentinel-agent-identities/clock";
import { didYouMean } from "@sentinel-agent-identities/spelling";
import { WorkflowInputError } from "../errors";
import { isArray, isInteger, isObject, type Value, type ValueObject } from "../values/value";
import { type HttpRequest, type HttpResponse, type HttpTransport, TransportFailure } from "./transport";

interface Answer {
  readonly matches: (request: Pick<HttpRequest, "action" | "method" | "url">) => boolean;
  readonly failure?: "timeout" | "connection";
  readonly response: HttpResponse;
  left: number;
}

const keys = ["action", "method", "url", "status", "headers", "body", "times", "failure", "callback"];

/**
 * Answers requests from a list: the first entry that fits by method, URL pattern (`*` stands for any text) and action,
 * and that was not used `times` often.
 */
export class StubTransport implements HttpTransport {
  private readonly answersLeft: readonly Answer[];

  /**
   * @param data `{"answers": [{method?, url?, action?, status?, headers?, body?, times?, failure?, callback?}]}`
   * @param file name for errors
   * @throws WorkflowInputError when the data is no such list
   */
  constructor(
    data: unknown,
    private readonly file: string,
  ) {
    const list = isObject(data as Value) ? (data as ValueObject).answers : undefined;
    if (!isArray(list))
      throw new WorkflowInputError(file, "holds no list of answers", 'write {"answers": [{"url": "*", "body": {}}]}');
    this.answersLeft = list.map((entry, i) => this.answer(entry, `answers[${i}]`));
  }

  answers(request: Pick<HttpRequest, "action" | "method" | "url">): boolean {
    return this.answersLeft.some((answer) => answer.matches(request));
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const answer = this.answersLeft.find(({ left, matches }) => left > 0 && matches(request));
    if (!answer)
      throw new WorkflowInputError(
        this.file,
        `has no answer for ${request.method} ${request.url} of action "${request.action}"`,
        'add {"method": …, "url": …, "status": 200, "body": …} to answers',
      );
    answer.left--;
    if (answer.failure)
      throw new TransportFailure(answer.failure, `${request.method} ${request.url}: ${answer.failure}`);
    return answer.response;
  }

  private answer(entry: Value, where: string): Answer {
    const fail = (problem: string, fix: string): never => {
      throw new WorkflowInputError(this.file, `${where} ${problem}`, fix);
    };
    if (!isObject(entry)) return fail("is no object", "write {method, url, status, body}");
    const unknown = Object.keys(entry).find((key) => !keys.includes(key));
    if (unknown !== undefined) fail(`has the key "${unknown}"`, didYouMean(unknown, keys) ?? `use ${keys.join(", ")}`);
    const { method, url, action, status = 200, headers = {}, body, times, failure, callback } = entry;
    if (!isInteger(status)) return fail("has a status that is no integer", "write a number such as 200");
    if (failure !== undefined && failure !== "timeout" && failure !== "connection")
      return fail("has an unknown failure", "write timeout or connection");
    const pattern = typeof url === "string" ? globOf(url) : undefined;
    return {
      matches: (request) =>
        (method === undefined || String(method).toUpperCase() === request.method) &&
        (action === undefined || action === request.action) &&
        (pattern === undefined || pattern.test(request.url)),
      ...(failure ? { failure } : {}),
      response: {
        status: Number(status),
        headers: Object.fromEntries(Object.entries(isObject(headers) ? headers : {}).map(([k, v]) => [k, String(v)])),
        ...(body === undefined ? {} : { body }),
        ...(isObject(callback) ? { callback: { after: after(callback, fail), outputs: outputsOf(callback) } } : {}),
      },
      left: isInteger(times ?? null) ? Number(times) : Number.POSITIVE_INFINITY,
    };
  }
}

function after({ after = "PT0S" }: ValueObject, fail: (problem: string, fix: string) => never): number {
  return (
    parseDuration(String(after)) ??
    fail("has a callback whose after is no duration", "write an ISO 8601 duration such as PT5M")
  );
}

const outputsOf = ({ after: _, ...outputs }: ValueObject): ValueObject => ({
  statusCode: 200,
  headers: {},
  ...outputs,
});

const globOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join("[\\s\\S]*")}$`,
    "i",
  );

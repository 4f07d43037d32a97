import { type IncomingMessage, ServerResponse } from "node:http";
import { EmulatorError } from "./errors";

/** An answer that a fake service gives instead of its own. */
export interface Fault {
  /** default: every method */
  readonly method?: string;
  /** of the request as its sender wrote it, such as `https://graph.microsoft.com/v1.0/*`; `*` stands for any text */
  readonly url: RegExp | string;
  /** a status, or no answer: none in time, or a broken connection */
  readonly status: number | "timeout" | "connection";
  readonly headers?: Readonly<Record<string, string>>;
  /** as JSON. @default - an error of that status */
  readonly body?: unknown;
  /** how often. @default - for good */
  readonly times?: number;
  /** whether the request takes effect all the same, and only its answer is lost. @default false */
  readonly applied?: boolean;
}

/** Names the kind of fault to clients that keep a clock of their own, for whom a real timeout would take too long. */
export const faultHeader = "x-emulator-fault";

type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Faults that the services of one run share; the first that fits is used, as often as it says. */
export class Faults {
  private readonly left: { readonly fault: Fault; readonly pattern: RegExp; times: number }[];

  /** @throws EmulatorError for a status that is none */
  constructor(faults: readonly Fault[] = []) {
    this.left = faults.map((fault, i) => ({
      fault,
      pattern: patternOf(checked(fault, i)),
      times: fault.times ?? Infinity,
    }));
  }

  /** A service that has these faults. */
  on(answer: Answerer): Answerer {
    if (this.left.length === 0) return answer;
    return async (request, response) => {
      const fault = this.take(request.method!, `https://${request.headers.host}${request.url}`);
      if (!fault) return answer(request, response);
      if (fault.applied) await answer(request, new ServerResponse(request));
      else for await (const _chunk of request);
      fail(fault, response);
    };
  }

  private take(method: string, url: string): Fault | undefined {
    const found = this.left.find(
      ({ fault, pattern, times }) =>
        times > 0 && (fault.method === undefined || fault.method.toUpperCase() === method) && pattern.test(url),
    );
    if (!found) return undefined;
    found.times--;
    return found.fault;
  }
}

function fail({ status, headers = {}, body }: Fault, response: ServerResponse): void {
  if (status === "connection") {
    response.socket?.destroy();
    return;
  }
  const [code, kind] = status === "timeout" ? [504, { [faultHeader]: "timeout" }] : [status, {}];
  response
    .writeHead(code, { "Content-Type": "application/json", ...kind, ...headers })
    .end(
      JSON.stringify(
        body ?? { error: { code: "EmulatorFault", message: `The emulator was told to answer ${status}.` } },
      ),
    );
}

function checked(fault: Fault, index: number): Fault {
  const { status, times = 1 } = fault;
  const fits =
    status === "timeout" || status === "connection" || (Number.isInteger(status) && status >= 200 && status < 600);
  if (!fits)
    throw new EmulatorError(`faults[${index}]`, `has the status ${status}`, "write 200 to 599, timeout or connection");
  if (times < 0)
    throw new EmulatorError(`faults[${index}]`, `happens ${times} times`, "write how often, or leave it out");
  return fault;
}

function patternOf({ url }: Fault): RegExp {
  if (typeof url !== "string") return new RegExp(url.source, url.flags.replace(/[gy]/g, ""));
  const parts = url.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*")}$`, "i");
}

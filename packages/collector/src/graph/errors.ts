import { CollectorError } from "../errors";
import { permissionFor } from "./permissions";

/** A request that Graph refused for good. */
export class GraphRequestError extends CollectorError {
  constructor(
    readonly status: number,
    readonly code: string,
    where: string,
    problem: string,
    fix: string,
  ) {
    super(where, problem, fix);
    this.name = "GraphRequestError";
  }
}

/** Every failure of the client. */
export const graphFailures = {
  refused(status: number, body: unknown, version: string, path: string): GraphRequestError {
    const { code = "", message = "" } =
      (body as { error?: { code?: string; message?: string } } | undefined)?.error ?? {};
    const where = `GET ${version}/${path}`;
    return new GraphRequestError(
      status,
      code,
      where,
      `Graph answered ${status} ${code} ${message}`.trim(),
      fixFor(status, path),
    );
  },

  exhausted: (path: string, attempts: number, last: string) =>
    new GraphRequestError(
      0,
      "",
      `GET ${path}`,
      `failed ${attempts} times, last with ${last}`,
      "the job tries again when it is due",
    ),

  foreignLink: (link: string, endpoint: string) =>
    new CollectorError(
      link.slice(0, 200),
      `is no address of ${endpoint}, and a token of this one would go there`,
      "see what answers in Graph's place",
    ),

  endless: (path: string) =>
    new CollectorError(
      `GET ${path}`,
      "a page's @odata.nextLink leads to a page that was read before",
      "the job reads the list anew when it is due; see what answers in Graph's place if it happens again",
    ),

  unlisted: (path: string) =>
    new CollectorError(`GET ${path}`, "the answer is no list: it has no `value`", "see what answers in Graph's place"),

  unreadable: (path: string, text: string) =>
    new CollectorError(
      `GET ${path}`,
      `the answer is no JSON: ${text.slice(0, 200)}`,
      "see what answers in Graph's place",
    ),
};

function fixFor(status: number, path: string): string {
  if (status === 403)
    return `grant the application permission ${permissionFor(path)} to the collector's identity; it works when its token is renewed, within a day`;
  if (status === 401) return "see that the token is for https://graph.microsoft.com and this tenant";
  return "nothing was written for what this request reads";
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CollectorError } from "../errors";
import type { Fetch } from "../http/fetch";
import { type Pacing, waitBefore } from "../http/pacing";

/** Where provenance comes from. */
export interface BundleSource {
  /**
   * Bundles about an artifact, as `verifyProvenance` reads them; undefined when there are none.
   * @param repository https, as the policy writes it
   * @param digest `sha256:` and 64 digits
   * @throws CollectorError when it cannot be said whether there are any
   */
  bundles(repository: string | undefined, digest: string): Promise<string | undefined>;
}

/** Bundles in a folder: `sha256-<digits>.json` or `.jsonl`. */
export class FolderSource implements BundleSource {
  constructor(private readonly folder: string) {}

  async bundles(_repository: string | undefined, digest: string): Promise<string | undefined> {
    for (const extension of ["json", "jsonl"])
      try {
        return await readFile(join(this.folder, `${digest.replace(":", "-")}.${extension}`), "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
    return undefined;
  }
}

/** How GitHub is reached. */
export interface GitHubOptions {
  /** @default https://api.github.com */
  readonly endpoint?: string;
  /** Gives a token that may read attestations; undefined for public repositories. */
  token(): Promise<string | undefined>;
  readonly fetch: Fetch;
  readonly pacing: Pacing;
}

const attempts = 4;

/** GitHub's attestations: https://docs.github.com/rest/users/attestations, of a repository */
export class GitHubSource implements BundleSource {
  constructor(private readonly options: GitHubOptions) {}

  async bundles(repository: string | undefined, digest: string): Promise<string | undefined> {
    const name = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)$/.exec(repository ?? "")?.[1];
    if (name === undefined) return undefined;
    const { endpoint = "https://api.github.com", fetch, pacing, token } = this.options;
    const url = `${endpoint}/repos/${name}/attestations/${digest}?per_page=100`;
    for (let attempt = 1; ; attempt++) {
      const bearer = await token();
      const response = await fetch(url, {
        headers: {
          Accept: "application/vnd.github+json",
          "User-Agent": "sentinel-agent-identities",
          "X-GitHub-Api-Version": "2022-11-28",
          ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
        },
      });
      const { status, headers } = response;
      if (status === 200) return await response.text();
      if (status === 404) return undefined;
      // https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
      const limited = status === 429 || (status === 403 && headers.get("x-ratelimit-remaining") === "0");
      if (attempt >= attempts || !(limited || status >= 500)) {
        const fix = limited
          ? "give a token, whose limit is higher; the job goes on when it is due"
          : "see that the token may read attestations of this repository";
        throw new CollectorError(`GET ${url}`, `GitHub answered ${status}`, fix);
      }
      await pacing.sleep(waitBefore(attempt, headers.get("Retry-After"), pacing));
    }
  }
}

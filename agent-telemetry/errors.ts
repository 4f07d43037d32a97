/** A problem of the exporter: what is wrong, and what to do about it. */
export class TelemetryError extends Error {
  /**
   * @param subject the option, file or call that is wrong
   * @param problem what is wrong with it
   * @param fix what to do instead
   */
  constructor(
    readonly subject: string,
    readonly problem: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${subject} ${problem}; ${fix}`, options);
    this.name = "TelemetryError";
  }
}

/** Every error of the exporter's own. */
export const errors = {
  option: (name: string, given: unknown, wanted: string) =>
    new TelemetryError(`option ${name}`, `is ${JSON.stringify(given) ?? "missing"}`, `pass ${wanted}`),

  unusableKey: (source: string, why: string) =>
    new TelemetryError(`the signing key ${source}`, why, "use a private Ed25519 or P-256 key"),

  openKeyFile: (file: string, mode: number) =>
    new TelemetryError(
      `the key file ${file}`,
      `can be read by others (mode ${(mode & 0o777).toString(8).padStart(4, "0")})`,
      `run chmod 600 ${file}, and make a new key if somebody else may have read it`,
    ),

  failed: (what: string, cause: unknown) =>
    new TelemetryError(what, `failed: ${(cause as Error | undefined)?.message ?? cause}`, "it is tried again", {
      cause,
    }),

  refused: (status: number, answer: string, next: string) =>
    new TelemetryError("the Logs Ingestion API", `answered ${status}: ${answer}`, next),

  lost: (count: number, why: string) =>
    new TelemetryError(
      `${count} spans`,
      `were not recorded: ${why}`,
      "a record admits it; see that the endpoint can be reached, or raise maxQueuedSpans and maxSpoolBytes",
    ),

  otherAgent: (agentId: string, own: string) =>
    new TelemetryError(
      `a span of agent ${agentId}`,
      `reached the exporter that signs for agent ${own}`,
      "give each agent its own AgentTelemetry, with its own key and folder",
    ),

  timeout: (what: string, milliseconds: number) =>
    new TelemetryError(
      what,
      `did not end within ${milliseconds} ms`,
      "what is signed stays in the spool and is sent later",
    ),
} as const;

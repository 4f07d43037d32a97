/** A problem of the exporter: what is wrong, and what to do about it. */
export class TelemetryError extends Error {
  /** Problems of one kind are told once, however their numbers differ. */
  readonly kind: string;

  /**
   * @param subject the option, file or call that is wrong
   * @param problem what is wrong with it
   * @param fix what to do instead
   */
  constructor(
    readonly subject: string,
    readonly problem: string,
    readonly fix: string,
    options?: ErrorOptions & { readonly kind?: string },
  ) {
    super(`${subject} ${problem}; ${fix}`, options);
    this.name = "TelemetryError";
    this.kind = options?.kind ?? `${subject} ${fix}`;
  }
}

/** Every error of the exporter's own. */
export const errors = {
  option: (name: string, given: unknown, wanted: string) =>
    new TelemetryError(`option ${name}`, `is ${JSON.stringify(given) ?? "missing"}`, `pass ${wanted}`),

  options: (problem: string, fix: string) => new TelemetryError("the options", problem, fix),

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

  refused: (who: string, status: number, answer: string, next: string) =>
    new TelemetryError(who, `answered ${status}: ${answer}`, next, { kind: `${who} ${status} ${next}` }),

  rejected: (who: string, count: number, reason: string) =>
    new TelemetryError(
      who,
      `refused ${count} records for good: ${reason}`,
      "a record admits it; see that sender and receiver are of the same version",
      { kind: `${who} rejected` },
    ),

  stuck: (who: string, count: number, cause: Error) =>
    new TelemetryError(
      who,
      `takes other batches but never one of ${count} records: ${cause.message}`,
      "it is set aside in the spool folder as refused-… and a record admits it; look at what it holds",
      { cause, kind: `${who} stuck` },
    ),

  damaged: (folder: string, number: string, count: string) =>
    new TelemetryError(
      `the spool ${folder}`,
      `has lost batch ${number} with ${count} records: its file is damaged or gone`,
      "a record admits it; see that the disk is sound and nothing else writes there",
      { kind: "damaged spool" },
    ),

  lost: (count: number, why: string) =>
    new TelemetryError(
      `${count} spans`,
      `were not recorded: ${why}`,
      "a record admits it; see that the endpoint can be reached, or raise maxQueuedSpans, maxQueuedBytes and maxSpoolBytes",
      { kind: "lost spans" },
    ),

  notReady: (folder: string) =>
    new TelemetryError(
      `the spool in ${folder}`,
      "is not open: it opens, cannot be opened, or closes",
      "send again; if it goes on, see that the folder can be written to",
      { kind: "spool not open" },
    ),

  full: (folder: string, bytes: number) =>
    new TelemetryError(
      `the spool ${folder}`,
      `is full: ${bytes} bytes wait to be sent`,
      "send again; see that the endpoint can be reached, or raise maxSpoolBytes",
      { kind: "spool full" },
    ),

  notKept: (cause: unknown) =>
    new TelemetryError(
      "writing to the spool",
      `failed: ${(cause as Error | undefined)?.message ?? cause}`,
      "send again; see that the disk has room",
      { cause, kind: "not kept" },
    ),

  abandoned: (count: number) =>
    new TelemetryError(
      `${count} spans`,
      "were not recorded: the exporter ended before there was a spool to write them to",
      "see that the spool folder can be written to",
      { kind: "abandoned spans" },
    ),

  otherAgent: (agentId: string, own: string) =>
    new TelemetryError(
      `a span of agent ${agentId}`,
      `reached the exporter that signs for agent ${own}`,
      "give each agent its own AgentTelemetry, with its own key and folder",
      { kind: "other agent" },
    ),

  impossibleTime: (name: string) =>
    new TelemetryError(
      `a span that ${name} outside of the years 1 to 9999`,
      "cannot be recorded",
      "see what the agent passes as startTime and to end()",
      { kind: "impossible time" },
    ),

  timeout: (what: string, milliseconds: number) =>
    new TelemetryError(
      what,
      `did not end within ${milliseconds} ms`,
      "what is signed stays in the spool and is sent later",
    ),
} as const;

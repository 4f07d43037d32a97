/** A request that is refused for what it is, or for the moment. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** A refusal that an exporter answers by sending again: 503, since not every one of them does so after 429. */
export function later(message: string, seconds: number): Refusal {
  return new Refusal(503, message, { "Retry-After": String(seconds) });
}

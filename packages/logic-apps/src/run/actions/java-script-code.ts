import { request } from "../http/request";
import { send } from "../http/send";
import type { Executor } from "../step";

/** Code is never run here: the transport answers in its place, and its body is what the code returns. */
export const javaScriptCode: Executor = (step) =>
  send(
    step,
    request(step, "script", () => `script://${step.name}`),
  );

import { app, type InvocationContext } from "@azure/functions";
import { Intake } from "../intake";
import { AzureClients } from "./azure";
import { handlerOf } from "./http";
import { jobs } from "./jobs";
import { readSettings } from "./settings";

// Read once, when the app starts: a setting that is missing shows in the log before any timer runs.
const settings = readSettings(process.env);
const azure = new AzureClients(settings);
const intake = new Intake({ sender: azure.sender("intake"), senders: settings.senders });

/** One run of a job, with what it did in the log. */
function timed(run: (clients: AzureClients) => Promise<object | undefined>) {
  return async (_timer: unknown, context: InvocationContext): Promise<void> => {
    const report = await run(azure);
    context.log(report ? JSON.stringify(report) : "nothing is configured for this job");
  };
}

// Timers run once at a time across instances: their lock is in the app's own storage.
app.timer("assets", { schedule: "0 5 * * * *", handler: timed(jobs.assets) });
app.timer("signatures", { schedule: "0 */5 * * * *", handler: timed(jobs.signatures) });
app.timer("lineage", { schedule: "0 2-59/15 * * * *", handler: timed(jobs.lineage) });

// App Service sets this when it authenticates requests. Where it does not, anybody could name themselves in its headers.
if (/^true$/i.test(process.env.WEBSITE_AUTH_ENABLED ?? "")) {
  // Otherwise a body is in memory before anybody can refuse it.
  app.setup({ enableHttpStream: true });
  // Who sends is known by an Entra token that App Service validates, not by a key.
  const route = { authLevel: "anonymous" } as const;
  const traces = handlerOf((request) => intake.traces(request));
  const records = handlerOf((request) => intake.records(request));
  app.http("intake", { ...route, methods: ["POST"], route: "v1/traces", handler: traces });
  app.http("records", { ...route, methods: ["POST"], route: "v1/records", handler: records });
}

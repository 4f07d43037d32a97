import { failureOf } from "./common-outcome";
import type { Service } from "./service";

const apiVersion = "2023-01-01";

const advice = {
  unauthorized: "assign the role Monitoring Metrics Publisher on the rule; it can take 30 minutes to work",
  notFound: "see that endpoint and ruleId are those of the data collection rule",
  refused: "see that the rule has this stream with this version's columns",
};

/**
 * The Logs Ingestion API: https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 * @param endpoint of the data collection rule or endpoint: `https://….ingest.monitor.azure.com`
 * @param ruleId immutable id of the data collection rule: `dcr-…`
 */
export function logsIngestion(endpoint: string, ruleId: string, stream: string): Service {
  const name = "the Logs Ingestion API";
  const base = endpoint.replace(/\/+$/, "");
  return {
    name,
    url: `${base}/dataCollectionRules/${encodeURIComponent(ruleId)}/streams/${encodeURIComponent(stream)}?api-version=${apiVersion}`,
    scope: "https://monitor.azure.com/.default",
    outcomeOf: (answer) =>
      answer.status >= 200 && answer.status < 300
        ? { kind: "accepted", rejected: [] }
        : failureOf(name, answer, advice),
  };
}

import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import * as z from "zod";
import { REPORTS_HOST } from "../../ids";
import type { Instrument } from "../../telemetry/instrument";
import { tracedTool } from "../traced-tool";
import { classify } from "./classify";
import type { Delivery } from "./delivery";

/**
 * The MCP server that delivers reports and data; one per session. `http_post` takes any HTTPS address: which ones an
 * agent may use is a matter of policy, and nothing in the path enforces it. That gap is what the detections watch.
 */
export function createReportingServer(delivery: Delivery, instrument: Instrument): McpServer {
  const server = new McpServer({ name: "contoso-reporting", version: "1.3.2" }, { capabilities: { logging: {} } });

  server.registerTool(
    "send_report",
    {
      description: "Publishes a report on Contoso's report portal.",
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
      inputSchema: { report: z.string(), period: z.string(), content: z.string() },
    },
    tracedTool(
      instrument,
      "send_report",
      async ({ report, period, content }: { report: string; period: string; content: string }) => {
        const label = classify(content);
        const url = `https://${REPORTS_HOST}/api/v1/reports/${report}/${encodeURIComponent(period)}`;
        return { data: { ...(await delivery.post(url, "text/markdown", content, label)), url }, label };
      },
    ),
  );

  server.registerTool(
    "http_post",
    {
      description: "Posts a JSON document to an HTTPS address.",
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
      inputSchema: { url: z.string().url().startsWith("https://"), body: z.string() },
    },
    tracedTool(instrument, "http_post", async ({ url, body }: { url: string; body: string }) => {
      const label = classify(body);
      return { data: { ...(await delivery.post(url, "application/json", body, label)) }, label };
    }),
  );

  return server;
}

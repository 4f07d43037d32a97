import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../../content";
import type { DirectoryData } from "../../emulator/graph";
import type { PortalSettings } from "../../emulator/portal";
import type { Workload } from "../../emulator/responses";
import { durationMilliseconds } from "../../emulator/stack";
import { UsageError } from "../usage-error";
import { incidentNumber, readSchemaFile, span, text } from "./schema-file";

/** A file of `--workloads`: what agents run in. */
export const workloadsFileSchema = {
  $id: "workloads.schema.json",
  title: "What agents run in",
  type: "array",
  items: {
    type: "object",
    required: ["id"],
    additionalProperties: false,
    properties: {
      id: { ...text, description: "ARM id of a Logic App, a container app or its job, or an app of App Service" },
      state: { ...text, description: "Enabled or Disabled for a Logic App, Running or Stopped for an app" },
      runs: {
        type: "array",
        description: "runs of a Logic App, executions of a job",
        items: {
          type: "object",
          required: ["name", "status"],
          additionalProperties: false,
          properties: { name: text, status: text, startTime: text },
        },
      },
    },
  },
} as const;

/** A file of `--portal-settings`: how the Defender portal behaves. */
export const portalSettingsFileSchema = {
  $id: "portal-settings.schema.json",
  title: "How the Defender portal behaves in a simulation",
  type: "object",
  additionalProperties: false,
  properties: {
    correlation: { enum: ["on", "off"], description: "the tenant's default for rules that do not say; default: off" },
    syncDelay: { ...span, description: "from an incident or a change in Defender to Sentinel; default: PT5M" },
    batchWindow: { ...span, description: "changes within it become one update; default: PT5M" },
    commentAuthor: {
      enum: ["full", "name"],
      description: "what Sentinel knows of who commented in Defender; default: full",
    },
    correlate: {
      type: "object",
      required: ["identifiers", "window"],
      additionalProperties: false,
      description: "stands in for the correlation engine; default: nothing is merged",
      properties: {
        identifiers: { type: "array", items: { ...text, description: "such as Account.AadUserId" } },
        window: span,
      },
    },
    merges: {
      type: "array",
      items: {
        type: "object",
        required: ["after", "source", "target"],
        additionalProperties: false,
        properties: { after: span, source: incidentNumber, target: incidentNumber },
      },
    },
    foreignAlerts: {
      type: "array",
      description: "alerts of other products that join an incident",
      items: {
        type: "object",
        required: ["after", "incident", "title", "severity", "product"],
        additionalProperties: false,
        properties: {
          after: span,
          incident: incidentNumber,
          title: text,
          severity: { enum: ["Informational", "Low", "Medium", "High"] },
          product: text,
          entities: {
            type: "array",
            items: { type: "object", required: ["type"], additionalProperties: text, properties: { type: text } },
          },
        },
      },
    },
  },
} as const;

/**
 * Settings of the Defender portal, times in milliseconds.
 * @throws ContentError when the file does not fit its schema
 */
export function readPortalSettings(path: string): Partial<PortalSettings> {
  return inMilliseconds(readSchemaFile(path, portalSettingsFileSchema).data, path) as Partial<PortalSettings>;
}

const spans = new Set(["after", "window", "syncDelay", "batchWindow"]);

function inMilliseconds(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => inMilliseconds(item, path));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      spans.has(name) ? durationMilliseconds(String(inner), `${path} ${name}`) : inMilliseconds(inner, path),
    ]),
  );
}

/** @throws ContentError when the file does not fit its schema */
export function readWorkloads(path: string): Workload[] {
  return readSchemaFile(path, workloadsFileSchema).data as Workload[];
}

/**
 * A directory as JSON, or that of a fleet's folder.
 * @throws UsageError when the file is none
 */
export function readDirectory(path: string): DirectoryData {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "directory.json") : path;
  let data: Partial<DirectoryData> | null;
  const json = readText(file);
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw new UsageError(`${file} is no JSON (${(error as Error).message}); pass --directory with a directory as JSON`);
  }
  for (const name of ["applications", "servicePrincipals", "users", "riskyAgents"] as const)
    if (!Array.isArray(data?.[name]))
      throw new UsageError(`${file} is no directory: "${name}" is no list; write [] where there are none`);
  return { federatedIdentityCredentials: {}, relations: {}, ...data } as DirectoryData;
}

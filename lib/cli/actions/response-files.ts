import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ContentError, checkSchema, SourceFile } from "../../content";
import type { DirectoryData } from "../../emulator/graph";
import type { PortalSettings } from "../../emulator/portal";
import type { Person, Workload } from "../../emulator/responses";
import { durationMilliseconds } from "../../emulator/stack";
import { UsageError } from "../usage-error";

const text = { type: "string", minLength: 1 } as const;
const span = {
  type: "string",
  pattern: "^P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$",
  "x-message": "is a duration such as PT10M",
} as const;
const incidentNumber = { type: "integer", minimum: 1 } as const;

/** A file of `--people`: what analysts write on incidents, and when. */
export const peopleFileSchema = {
  $id: "people.schema.json",
  title: "Comments of analysts on incidents",
  type: "array",
  items: {
    type: "object",
    required: ["after", "authorObjectId", "message"],
    additionalProperties: false,
    properties: {
      after: { ...span, description: "how long after the incident came to Sentinel, such as PT10M" },
      incident: { ...incidentNumber, description: "number of the incident; default: every incident" },
      via: {
        enum: ["defender", "azure", "teams"],
        description:
          "the portal in which it is written, or teams for the answer to a card, such as approve; default: the portal of the simulation",
      },
      authorObjectId: { ...text, description: "object id of who writes" },
      message: { ...text, description: "what is written; $1 stands for the first group of quote" },
      quote: {
        ...text,
        description: "what the newest comment that matches is searched for; without one, nothing is written",
      },
    },
  },
} as const;

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
  return inMilliseconds(checked(path, portalSettingsFileSchema), path) as Partial<PortalSettings>;
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
export function readPeople(path: string): Person[] {
  const entries = checked(path, peopleFileSchema) as readonly (Omit<Person, "after" | "message"> & {
    readonly after: string;
    readonly message: string;
    readonly quote?: string;
  })[];
  return entries.map(({ after, message, quote, ...person }, i) => ({
    ...person,
    after: durationMilliseconds(after, `${path} [${i}]`),
    message: quote === undefined ? message : quoting(message, patternOf(quote, `${path} [${i}]`)),
  }));
}

/** @throws ContentError when the file does not fit its schema */
export function readWorkloads(path: string): Workload[] {
  return checked(path, workloadsFileSchema) as Workload[];
}

/**
 * A directory as JSON, or that of a fleet's folder.
 * @throws UsageError when the file is none
 */
export function readDirectory(path: string): DirectoryData {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "directory.json") : path;
  let data: Partial<DirectoryData> | null;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error;
    throw new UsageError(`${file} is no JSON (${(error as Error).message}); pass --directory with a directory as JSON`);
  }
  for (const name of ["applications", "servicePrincipals", "users", "riskyAgents"] as const)
    if (!Array.isArray(data?.[name]))
      throw new UsageError(`${file} is no directory: "${name}" is no list; write [] where there are none`);
  return { federatedIdentityCredentials: {}, relations: {}, ...data } as DirectoryData;
}

function patternOf(quote: string, where: string): RegExp {
  try {
    return new RegExp(quote);
  } catch (error) {
    throw new UsageError(`${where} quote is no regular expression: ${(error as Error).message}`);
  }
}

const quoting =
  (message: string, quote: RegExp): Person["message"] =>
  (comments) => {
    const found = comments.map((comment) => quote.exec(comment.message)).findLast((match) => match !== null);
    return found ? message.replaceAll("$1", () => found[1] ?? found[0]) : undefined;
  };

function checked(path: string, schema: object): unknown {
  const source = SourceFile.parse(readFileSync(path, "utf8"), path);
  const problems = checkSchema(source, schema);
  if (problems.length > 0) throw new ContentError(problems);
  return source.data;
}

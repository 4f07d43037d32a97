import { apiErrors } from "./api-errors";

const apiVersion = "2023-01-01";

/** What an upload is addressed to. */
export interface UploadTarget {
  readonly immutableId: string;
  readonly stream: string;
}

/**
 * Reads the one route of the API.
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#uri
 * @throws ApiError for every other route, and for another api-version
 */
export function readRoute(method: string, url: string): UploadTarget {
  const { pathname, searchParams } = new URL(url, "https://localhost");
  const target = method === "POST" ? readPath(pathname) : undefined;
  if (!target) throw apiErrors.unknownRoute(method, pathname);
  const version = searchParams.get("api-version");
  if (version !== apiVersion) throw apiErrors.unsupportedVersion(version, apiVersion);
  return target;
}

function readPath(path: string): UploadTarget | undefined {
  const match = /^\/dataCollectionRules\/([^/]+)\/streams\/([^/]+)$/.exec(path);
  try {
    return match ? { immutableId: decodeURIComponent(match[1]!), stream: decodeURIComponent(match[2]!) } : undefined;
  } catch {
    return undefined;
  }
}

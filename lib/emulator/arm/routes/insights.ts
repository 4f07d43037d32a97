/** What Microsoft Sentinel adds to a workspace. */
export const insights =
  "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{workspace}/providers/Microsoft.SecurityInsights";

/** Its api-versions: https://learn.microsoft.com/rest/api/securityinsights/ */
export const versions = [
  "2025-09-01",
  "2025-06-01",
  "2025-03-01",
  "2024-09-01",
  "2024-03-01",
  "2023-11-01",
  "2023-02-01",
] as const;

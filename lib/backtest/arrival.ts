const minute = 60_000;

/**
 * How long rows of tables typically take from TimeGenerated to ingestion, in milliseconds, where an export does not say
 * when its rows came in. Services promise no more than ranges; these are their middle.
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/data-ingestion-time
 * @see https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-latencies
 */
export const usualArrival: Readonly<Record<string, number>> = {
  AADManagedIdentitySignInLogs: 8 * minute,
  AADNonInteractiveUserSignInLogs: 8 * minute,
  AADServicePrincipalSignInLogs: 8 * minute,
  AuditLogs: 8 * minute,
  AzureActivity: 8 * minute,
  MicrosoftGraphActivityLogs: 15 * minute,
  MicrosoftPurviewInformationProtection: 45 * minute,
  OfficeActivity: 45 * minute,
  SigninLogs: 8 * minute,
};

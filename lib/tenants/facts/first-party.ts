/**
 * appIds of Microsoft's own applications, which are the same in every tenant and are no object id in any. Those that the
 * documentation of Sentinel, Graph and sign-in logs names, and that people therefore copy.
 */
export const firstPartyApps: ReadonlyMap<string, string> = new Map([
  ["98785600-1bb7-4fb9-b9fa-19afe2c8a360", "Azure Security Insights"],
  ["00000003-0000-0000-c000-000000000000", "Microsoft Graph"],
  ["00000002-0000-0000-c000-000000000000", "Azure Active Directory Graph"],
  ["797f4846-ba00-4fd7-ba43-dac1f8f63013", "Windows Azure Service Management API"],
  ["04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Microsoft Azure CLI"],
  ["1950a258-227b-4e31-a9cf-717495945fc2", "Microsoft Azure PowerShell"],
  ["c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal"],
  ["14d82eec-204b-4c2f-b7e8-296a70dab67e", "Microsoft Graph Command Line Tools"],
]);

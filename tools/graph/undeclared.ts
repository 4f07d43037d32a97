/**
 * Properties that Graph answers for a type and that its metadata does not name: directory objects are open types.
 * createdDateTime: seen in answers of v1.0 for every service principal.
 */
export const undeclared: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  servicePrincipal: { createdDateTime: "Edm.DateTimeOffset" },
  agentIdentityBlueprintPrincipal: { createdDateTime: "Edm.DateTimeOffset" },
};

/** The stack of what concerns the whole Entra tenant. */
export const governanceStackName = (tenant: string): string => `${tenant}-governance`;

/** The stack that lets people of another tenant in. */
export const delegationStackName = (tenant: string): string => `${tenant}-delegation`;

/** Every stack that a tenant may have, its own first. @param tenant its name */
export const stackNamesOf = (tenant: string): readonly [string, ...string[]] => [
  tenant,
  governanceStackName(tenant),
  delegationStackName(tenant),
];

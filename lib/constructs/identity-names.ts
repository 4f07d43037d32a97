/** Names of user-assigned identities: the governance stack finds by them what another stack made. */
export const identityNames = {
  /** @param name the playbook's */
  playbook: (name: string) => `id-${name}`,
  /** @param job of the collector */
  collector: (job: string) => `id-collector-${job}`,
} as const;

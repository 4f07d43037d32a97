/**
 * The attribute that the Conditional Access policy of the quarantine reads, as Graph takes it; null takes it away.
 * @see https://learn.microsoft.com/graph/custom-security-attributes-examples
 */
export const quarantine = (state: string): object => ({
  customSecurityAttributes: {
    AgentGovernance: {
      "@@odata.type": "#Microsoft.DirectoryServices.CustomSecurityAttributeValue",
      QuarantineState: state,
    },
  },
});

/** The attribute of an agent identity that was read. */
export const quarantineState = (agent: string): string =>
  `${agent}?['customSecurityAttributes']?['AgentGovernance']?['QuarantineState']`;

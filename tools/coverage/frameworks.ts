/** OWASP Top 10 for Agentic Applications (2026), by tag. */
export const agenticTop10: Readonly<Record<string, string>> = {
  ASI01: "Agent goal hijack",
  ASI02: "Tool misuse and exploitation",
  ASI03: "Identity and privilege abuse",
  ASI04: "Agentic supply chain vulnerabilities",
  ASI05: "Unexpected code execution",
  ASI06: "Memory and context poisoning",
  ASI07: "Insecure inter-agent communication",
  ASI08: "Cascading failures",
  ASI09: "Human-agent trust exploitation",
  ASI10: "Rogue agents",
};

/** OWASP Non-Human Identities Top 10 (2025), by tag. */
export const nhiTop10: Readonly<Record<string, string>> = {
  NHI1: "Improper offboarding",
  NHI2: "Secret leakage",
  NHI3: "Vulnerable third-party NHI",
  NHI4: "Insecure authentication",
  NHI5: "Overprivileged NHI",
  NHI6: "Insecure cloud deployment configurations",
  NHI7: "Long-lived secrets",
  NHI8: "Environment isolation",
  NHI9: "NHI reuse",
  NHI10: "Human use of NHI",
};

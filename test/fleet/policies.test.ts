import { makeFleet } from "../../lib/fleet";

const signingOf = (format: "mixed" | "otel" | "native", shape: "calm" | "real") => {
  const { watchlists } = makeFleet({ agents: 12, days: 1, seed: "policies", format, shape });
  return watchlists.AgentPolicy!.map(({ SigningRequired }) => SigningRequired);
};

test.each(["calm", "real"] as const)("of a %s fleet, signatures are demanded of those that have keys", (shape) => {
  expect(new Set(signingOf("mixed", shape))).toEqual(new Set(["true", "false"]));
  expect(new Set(signingOf("otel", shape))).toEqual(new Set(["false"]));
});

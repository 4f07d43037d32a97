/** Instrumentations that put the id of a run where the agent's belongs, by scope or by the provider that they name. */
const scopes =
  /(instrumentation[._-](langchain|langgraph|crewai)|langchain[._-]instrumentation|openllmetry.*lang(chain|graph))|^openlit/i;
const providers = /^(langchain|langgraph|crewai)$/i;

/**
 * Whether the emitter of a span makes a new `gen_ai.agent.id` for each run.
 * https://github.com/traceloop/openllmetry/tree/main/packages/opentelemetry-instrumentation-langchain
 * https://github.com/traceloop/openllmetry/tree/main/packages/opentelemetry-instrumentation-crewai
 */
export const makesRunIds = (scopeName: string, provider: string): boolean =>
  scopes.test(scopeName) || providers.test(provider);

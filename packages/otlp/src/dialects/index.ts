import { a2a } from "./a2a";
import { agent365 } from "./agent-365";
import { agentFramework } from "./agent-framework";
import { agno } from "./agno";
import { autoGen } from "./autogen";
import { azureAi } from "./azure-ai";
import { bedrock } from "./bedrock";
import { braintrust } from "./braintrust";
import { claudeCode } from "./claude-code";
import { codex } from "./codex";
import { crewAi } from "./crewai";
import { databases } from "./databases";
import type { Dialect } from "./dialect";
import { dspy } from "./dspy";
import { genkit } from "./genkit";
import { google } from "./google";
import { haystack } from "./haystack";
import { http } from "./http";
import { langChain } from "./langchain";
import { langfuse } from "./langfuse";
import { liteLlm } from "./litellm";
import { liveKit } from "./livekit";
import { llamaIndex } from "./llamaindex";
import { logfire } from "./logfire";
import { loongSuite } from "./loongsuite";
import { mastra } from "./mastra";
import { mcp } from "./mcp";
import { messaging } from "./messaging";
import { mlflow } from "./mlflow";
import { n8n } from "./n8n";
import { observabilitySdks } from "./observability-sdks";
import { openTelemetry } from "./open-telemetry";
import { openTelemetryOlder } from "./open-telemetry-older";
import { openAiAgents } from "./openai-agents";
import { openInference } from "./openinference";
import { openLit } from "./openlit";
import { openLlmetry } from "./openllmetry";
import { promptFlow } from "./prompt-flow";
import { pydanticAi } from "./pydantic-ai";
import { rpc } from "./rpc";
import { semanticKernel } from "./semantic-kernel";
import { smolagents } from "./smolagents";
import { springAi } from "./spring-ai";
import { strands } from "./strands";
import { vectorStores } from "./vector-stores";
import { vercelAi } from "./vercel-ai";

export type { Column, Dialect, Kind, NamedSpan } from "./dialect";
export { readAs } from "./dialect";

/** Every dialect that is read. Where two name the same column, the one further up wins. */
export const dialects: readonly Dialect[] = [
  openTelemetry,
  agent365,
  mcp,
  a2a,
  http,
  databases,
  vectorStores,
  rpc,
  messaging,
  azureAi,
  agentFramework,
  semanticKernel,
  openAiAgents,
  google,
  bedrock,
  strands,
  vercelAi,
  genkit,
  mastra,
  springAi,
  langChain,
  openLlmetry,
  openInference,
  langfuse,
  mlflow,
  openLit,
  observabilitySdks,
  liteLlm,
  pydanticAi,
  logfire,
  crewAi,
  llamaIndex,
  haystack,
  autoGen,
  smolagents,
  dspy,
  agno,
  claudeCode,
  codex,
  promptFlow,
  n8n,
  liveKit,
  loongSuite,
  braintrust,
  openTelemetryOlder,
];

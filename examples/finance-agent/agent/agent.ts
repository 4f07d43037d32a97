import { context } from "@opentelemetry/api";
import { ATTR_CLIENT_ADDRESS } from "@opentelemetry/semantic-conventions";
import { AGENT_NAME, WORKFLOW_NAME } from "../ids";
import type { Planner } from "../planner/planner";
import type { ToolOutcome } from "../planner/step";
import type { Task } from "../planner/task";
import type { SimulatedClock } from "../simulation/clock";
import type { Random } from "../simulation/random";
import { withIdentity } from "../telemetry/identity";
import type { Instrument } from "../telemetry/instrument";
import { message, opening, toolMessage } from "./conversation";
import type { Model } from "./model";
import type { Toolbox } from "./toolbox";

/** The scheduler's machine, from which tasks without a user start. */
const SCHEDULER_ADDRESS = "10.20.4.11";

/** The finance agent: asks the model, calls the tools it wants, until there is an answer. */
export class Agent {
  constructor(
    private readonly planner: Planner,
    private readonly model: Model,
    private readonly toolbox: Toolbox,
    private readonly instrument: Instrument,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
  ) {}

  /** Carries out one task and returns the answer. */
  async invoke(task: Task): Promise<string> {
    const user = task.kind === "question" ? task.user : undefined;
    const identity = {
      "gen_ai.conversation.id": task.kind === "question" ? task.conversationId : this.random.uuid(),
      ...(user === undefined ? {} : { "user.id": user.id, "user.name": user.name }),
    };
    const parent = withIdentity(context.active(), identity);
    const messages = opening(task.prompt);
    const attributes = {
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.provider.name": "azure.ai.openai",
      "gen_ai.workflow.name": WORKFLOW_NAME,
      "gen_ai.input.messages": JSON.stringify(messages),
      "agent.operation.class": "Invoke",
      [ATTR_CLIENT_ADDRESS]: user?.address ?? SCHEDULER_ADDRESS,
    };
    return this.instrument.run(`invoke_agent ${AGENT_NAME}`, { attributes, parent }, async (span) => {
      const answer = await this.converse(task, messages);
      span.setAttribute("gen_ai.output.messages", JSON.stringify([message("assistant", answer)]));
      return answer;
    });
  }

  private async converse(task: Task, messages: ReturnType<typeof opening>): Promise<string> {
    const plan = this.planner(task);
    for (let turn = plan.next(); ; ) {
      if (turn.done === true) {
        await this.model.chat(messages, { text: turn.value, calls: [] }, task.kind === "question");
        return turn.value;
      }
      const { thought, calls, direct = false } = turn.value;
      if (!direct) {
        await this.model.chat(messages, { text: thought, calls }, false);
        messages.push(message("assistant", thought));
      }
      const outcomes: ToolOutcome[] = [];
      for (const call of calls) {
        const outcome = await this.toolbox.call(call);
        outcomes.push(outcome);
        if (!direct) messages.push(toolMessage(outcome));
      }
      // The agent's own work between two turns.
      this.clock.advance(this.random.around(14));
      turn = plan.next(outcomes);
    }
  }
}

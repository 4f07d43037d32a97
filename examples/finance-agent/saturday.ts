import { responseText } from "../../lib/cli/report";
import type { SentMail } from "../../lib/emulator/graph";
import type { PortalSettings } from "../../lib/emulator/portal";
import { chainText } from "../chain";
import type { Chapter } from "../chapter";
import { byHand, play, storyOf } from "../response/use-case";
import { AGENT_ID } from "./ids";
import { financeUseCase, released } from "./use-case";
import { layOutWeek } from "./week";

/** The finance agent copies the ledger out, is stopped, and is given back to its work on Monday. */
export async function finance(stack: string, input: string, portal: Partial<PortalSettings>): Promise<Chapter> {
  layOutWeek("exfiltration", input);
  const useCase = { ...financeUseCase(stack, input), portal };
  const { details, timing, lived } = await play(useCase);
  const chain = await chainText(lived.emulator, AGENT_ID, released);
  const incident = lived.simulation.incidents[0]!;
  const mails = lived.cloud.directory.mails.map(mailText);
  const run = byHand(await lived.start("agentid-unfreeze", incident, released), incident, "agentid-unfreeze");
  const story = await storyOf(useCase, lived, [run]);
  const { accountEnabled } = lived.cloud.directory.get("servicePrincipals", AGENT_ID);
  const undone = [
    "Undone: on Monday the reviewed build runs again, and an analyst gives the agent back to its work",
    responseText(run),
    `  In the emulated tenant the agent is ${accountEnabled ? "enabled" : "disabled"} again.`,
  ];
  await lived.close();
  return {
    story,
    timing: `${timing} ${mails.at(-1) ?? ""}`.trim(),
    details: [
      details,
      mails.join("\n"),
      `The chain behind the agent's last action, from the record back to the review\n${chain}`,
      undone.join("\n"),
    ].join("\n\n"),
  };
}

/** A mail in one line, as https://learn.microsoft.com/graph/api/user-sendmail takes it. */
function mailText({ message }: SentMail): string {
  const { subject, toRecipients } = message as {
    subject: string;
    toRecipients: { emailAddress: { address: string } }[];
  };
  return `Mail to ${toRecipients.map(({ emailAddress }) => emailAddress.address).join(", ")}: ${subject}`;
}

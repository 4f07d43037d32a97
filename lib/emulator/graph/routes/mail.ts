import { isRecord, onlyParameters } from "../change";
import { graphErrors } from "../errors";
import type { Route } from "../route";
import { userOf } from "./accounts";

/** Sending mail in a user's name: https://learn.microsoft.com/graph/api/user-sendmail */
export const mailRoutes: readonly Route[] = [
  {
    method: "POST",
    versions: ["v1.0", "beta"],
    path: "users/{id}/sendMail",
    cost: 1,
    answer: (context) => {
      const { id } = userOf(context);
      const { body } = context.request;
      onlyParameters(body, ["message", "saveToSentItems"]);
      const message = isRecord(body) ? body.message : undefined;
      if (!isRecord(message)) throw graphErrors.badRequest('The body needs "message".');
      const to = message.toRecipients;
      if (!Array.isArray(to) || to.length === 0 || !to.every(hasAddress))
        throw graphErrors.badRequest('The message needs "toRecipients", each with "emailAddress": {"address": …}.');
      const { author } = context;
      context.writable.mails.push({ at: author.at.toISOString(), by: author.principalId, from: id, message });
      return { status: 202 };
    },
  },
];

const hasAddress = (recipient: unknown): boolean =>
  isRecord(recipient) && isRecord(recipient.emailAddress) && typeof recipient.emailAddress.address === "string";

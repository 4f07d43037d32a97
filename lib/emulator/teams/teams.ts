import type { HttpResponse, Value, ValueObject } from "@sentinel-agent-identities/logic-apps";
import { v5 } from "uuid";
import type { CommentAuthor, Incidents } from "../arm";
import { type CardPart, submissionOf } from "./submission";

const namespace = "0d5a2f0e-6d0c-5f83-9d3b-6f1e5a7b9c24";
/** https://learn.microsoft.com/microsoftteams/limits-specifications-teams (size of a message with a card) */
const mostBytes = 28 * 1024;
const route =
  /^\/v1\.0\/teams\/conversation\/gatherinput\/poster\/Flow(?:%20| )bot\/location\/(Channel|Group(?:%20| )chat|Chat(?:%20| )with(?:%20| )Flow(?:%20| )bot)\/\$subscriptions$/;

/** A card that waits for an answer, or got one. */
export interface PostedCard {
  readonly at: string;
  /** `Channel`, or the kind of chat */
  readonly location: string;
  readonly recipient: CardPart;
  readonly card: CardPart;
  /** what stands in the card's place once somebody answered */
  readonly updateMessage: string;
  /** who will answer, when, and by which button; nobody when left out */
  readonly answer?: { readonly at: string; readonly by: string; readonly button: string };
}

/** What a workflow asks for. */
export interface CardRequest {
  /** after the connection */
  readonly path: string;
  readonly body: Value | undefined;
  /** name of the incident that the run is about */
  readonly incident: string | undefined;
  readonly at: Date;
}

/**
 * The Microsoft Teams connector, as far as it posts an adaptive card and waits for a response: whoever answers first ends the
 * wait, and is named by object id, address and tenant as Microsoft Entra knows them. People answer by the script of the simulation.
 * @see https://learn.microsoft.com/connectors/teams/#post-adaptive-card-and-wait-for-a-response
 */
export class FakeTeams {
  /** In the order they were posted. */
  readonly cards: PostedCard[] = [];

  constructor(
    private readonly incidents: Incidents,
    private readonly whoIs: (objectId: string) => CommentAuthor,
    private readonly tenantId: string,
  ) {}

  /** @throws EmulatorError for a person whose answer the card has no button for */
  post({ path, body, incident, at }: CardRequest): HttpResponse {
    const location = route.exec(path)?.[1];
    if (!location) return refused(404, `no operation of the connector is at ${path}`);
    const given = object(object(body)?.body);
    const recipient = object(given?.recipient);
    if (typeof object(body)?.notificationUrl !== "string" || typeof given?.messageBody !== "string" || !recipient)
      return refused(400, "the body takes notificationUrl, and body with messageBody and recipient");
    const wanted = location === "Channel" ? ["groupId", "channelId"] : [location === "Group chat" ? "chatId" : "to"];
    const missing = wanted.filter((name) => typeof recipient[name] !== "string" || recipient[name] === "");
    if (missing.length > 0) return refused(400, `the recipient lacks ${missing.join(" and ")}`);
    if (Buffer.byteLength(given.messageBody) > mostBytes)
      return refused(413, `the card has more than ${mostBytes} bytes`);
    const card = cardOf(given.messageBody);
    if (!card) return refused(400, "messageBody is no adaptive card as JSON");
    return this.wait(
      {
        at: at.toISOString(),
        location: location.replaceAll("%20", " "),
        recipient,
        card,
        updateMessage: String(given.updateMessage ?? ""),
      },
      incident,
    );
  }

  private wait(posted: PostedCard, incident: string | undefined): HttpResponse {
    const at = new Date(posted.at);
    const answer = incident === undefined ? undefined : this.incidents.answerInTeams(incident, at);
    if (!answer) {
      this.cards.push(posted);
      return { status: 201 };
    }
    const { button, data } = submissionOf(posted.card, answer.said);
    const { objectId, name, email, userPrincipalName } = this.whoIs(answer.authorObjectId);
    const time = new Date(at.getTime() + answer.after).toISOString();
    const messageId = v5(`${this.cards.length} ${posted.at}`, namespace);
    this.cards.push({ ...posted, answer: { at: time, by: answer.authorObjectId, button } });
    const outputs = {
      statusCode: 200,
      headers: { "Content-Type": "application/json" },
      body: {
        responseTime: time,
        responder: { objectId, tenantId: this.tenantId, email, userPrincipalName, displayName: name },
        submitActionId: button,
        messageId,
        messageLink: `https://teams.microsoft.com/l/message/${messageId}`,
        data: data as ValueObject,
      },
    };
    return { status: 201, callback: { after: answer.after, outputs } };
  }
}

const refused = (status: number, message: string): HttpResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: { error: { code: "InvalidRequest", message } },
});

function cardOf(text: string): CardPart | undefined {
  try {
    const card = object(JSON.parse(text) as Value);
    return card?.type === "AdaptiveCard" ? card : undefined;
  } catch {
    return undefined;
  }
}

const object = (value: unknown): ValueObject | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ValueObject) : undefined;

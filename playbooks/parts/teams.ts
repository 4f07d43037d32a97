import { type Action, type Actions, compose, filter, select } from "./action";
import { choose, isGuid, isOneOf, literal, oneLine, text } from "./expression";

/** What begins a comment that passes on what somebody answered in Microsoft Teams; their object id follows. */
const passedOn = "Answer in Microsoft Teams by object id ";
/** Stands where the platform named nobody. */
const nobody = "none";

/** Object id of the identity that passes answers on, in lower case; empty where nobody is asked in Microsoft Teams. */
const messenger = "toLower(parameters('TeamsPrincipalId'))";
const isMessenger = (authorId: string): string => `and(not(empty(${messenger})), equals(${authorId}, ${messenger}))`;

/**
 * Of a comment: the object id of who says it. Of one that passes an answer on, it is the one that Microsoft Teams vouched for.
 * @param authorId an expression for the author whom the server names, in lower case
 */
export function speaker(authorId: string, message: string): string {
  const id = `take(last(split(${message}, ${literal(passedOn)})), 36)`;
  const stated = `if(${isGuid(`toLower(${id})`)}, toLower(${id}), '')`;
  return `if(and(${isMessenger(authorId)}, contains(${message}, ${literal(passedOn)})), ${stated}, ${authorId})`;
}

/** What a comment says, without the line that says for whom it is passed on: a name may hold any word. */
export function spoken(authorId: string, message: string): string {
  return `if(and(${isMessenger(authorId)}, contains(${message}, ${literal(passedOn)})), last(split(${message}, ':')), ${message})`;
}

/** Of such a comment, the name of who says it; of others what is given. */
export function speakerName(authorId: string, message: string, otherwise: string): string {
  const after = `last(split(${message}, ${literal(passedOn)}))`;
  const name = `concat(last(split(first(split(${after}, ':')), ', ')), ' in Microsoft Teams')`;
  return `if(and(${isMessenger(authorId)}, contains(${message}, ${literal(passedOn)})), ${name}, ${otherwise})`;
}

/** Whether a comment is the messenger's own word, which answers nothing. */
export const isMessengersOwn = (authorId: string, message: string): string =>
  `if(${isMessenger(authorId)}, not(contains(${message}, ${literal(passedOn)})), false)`;

const responder = (name: string): string => `body('Post_card')?['responder']?['${name}']`;
const answered = "toLower(string(coalesce(body('Post_card')?['data']?['answer'], '')))";
const verdict = "toLower(string(coalesce(body('Post_card')?['data']?['verdict'], '')))";
/** An object id counts when the person is of this tenant: another one's may name anybody. */
const isOurs = `equals(toLower(string(coalesce(${responder("tenantId")}, parameters('TenantId')))), toLower(parameters('TenantId')))`;
const code = "outputs('Request')?['nonce']";

/** Who answered a card, and the comment that passes it on: one line that says who, one with the command. */
export const readCardAnswer: Actions = {
  Responder: compose({
    id: text(choose([[isOurs, `string(coalesce(${responder("objectId")}, ${literal(nobody)}))`]], literal(nobody))),
    name: text(
      `replace(replace(replace(replace(${oneLine(`coalesce(${responder("userPrincipalName")}, ${responder("email")}, ${responder("displayName")}, 'somebody unknown')`)}, ':', ' '), ',', ' '), '<', ' '), '&', ' ')`,
    ),
    command: text(
      choose(
        [
          [
            `equals(${answered}, 'approve')`,
            `trim(concat('approve ', ${code}, ' ', if(and(outputs('Request')?['isRelease'], ${isOneOf(verdict, "false", "benign", "repaired")}), ${verdict}, '')))`,
          ],
          [`equals(${answered}, 'deny')`, `concat('deny ', ${code})`],
        ],
        `concat('no answer that could be read (', ${code}, ')')`,
      ),
    ),
  }),
};

/** The comment that passes an answer on. */
export const passOn = `<p>${passedOn}${text("outputs('Responder')?['id']")}, ${text("outputs('Responder')?['name']")}:</p><p>${text("outputs('Responder')?['command']")}</p>`;

const line = (content: unknown, more: object = {}) => ({
  type: "RichTextBlock",
  inlines: [{ type: "TextRun", text: content, ...more }],
});

/** Of a piece that begins after `<`: whether it begins a line. */
const isBlock = "or(startsWith(item(), 'p>'), startsWith(item(), 'ul>'), startsWith(item(), 'li>'))";

/**
 * The card, whose texts are no Markdown: they may hold what an agent is called. A release asks what the alarm was.
 * @see https://adaptivecards.io/explorer/AdaptiveCard.html
 */
export const makeCard: Actions = {
  Pieces: compose("@split(first(split(outputs('Request')?['text'], '<p>An approver decides')), '<')"),
  Texts: select(
    "outputs('Pieces')",
    `@if(contains(item(), '>'), concat(if(${isBlock}, decodeUriComponent('%0A'), ''), substring(item(), add(indexOf(item(), '>'), 1))), item())`,
  ),
  Decoded: compose(
    "@take(replace(replace(replace(join(body('Texts'), ''), '&lt;', '<'), '&gt;', '>'), '&amp;', '&'), 12000)",
  ),
  Written_lines: filter("split(outputs('Decoded'), decodeUriComponent('%0A'))", "not(empty(trim(item())))"),
  Lines: select("body('Written_lines')", line("@{trim(item())}")),
  Card: compose({
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.4",
    body: [
      line("@{concat('A decision is waited for on ', variables('Incident')?['name'])}", { weight: "Bolder" }),
      { type: "Container", items: "@body('Lines')" },
      {
        type: "Input.ChoiceSet",
        id: "verdict",
        label: "If you approve: what was the alarm?",
        isVisible: "@outputs('Request')?['isRelease']",
        value: "false",
        choices: [
          { title: "A false alarm", value: "false" },
          { title: "It happened, and is allowed", value: "benign" },
          { title: "It was right, and its cause is removed", value: "repaired" },
        ],
      },
    ],
    actions: [
      { type: "Action.Submit", title: "Approve", style: "positive", data: { answer: "approve" } },
      { type: "Action.Submit", title: "Deny", style: "destructive", data: { answer: "deny" } },
      {
        type: "Action.OpenUrl",
        title: "Open the incident",
        url: "@{if(empty(variables('Incident')?['url']), 'https://security.microsoft.com/incidents', variables('Incident')?['url'])}",
      },
    ],
  }),
};

/**
 * Posts the card and waits for whoever answers first; the connection signs in as the person who authorised it.
 * @see https://learn.microsoft.com/connectors/teams/ (Post adaptive card and wait for a response)
 */
export const postCard: Action = {
  type: "ApiConnectionWebhook",
  inputs: {
    host: { connection: { name: "@parameters('$connections')['teams']['connectionId']" } },
    path: "/v1.0/teams/conversation/gatherinput/poster/@{encodeURIComponent('Flow bot')}/location/@{encodeURIComponent(parameters('TeamsLocation'))}/$subscriptions",
    body: {
      notificationUrl: "@{listCallbackUrl()}",
      body: {
        messageBody: "@{string(outputs('Card'))}",
        updateMessage:
          "@{concat('The answer was passed on to ', variables('Incident')?['name'], ', where it is said whether it counts.')}",
        recipient: "@parameters('TeamsRecipient')",
      },
    },
  },
  // The most hours that a tenant may let a request wait, and one.
  limit: { timeout: "PT73H" },
};

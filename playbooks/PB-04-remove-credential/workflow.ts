import { compose, filter, scope, switchOn } from "../parts/action";
import { answerOf, lookupCases } from "../parts/agent";
import { untilSeen } from "../parts/each-entry";
import { choose, html, httpStatus, isGuid, literal, segment, succeeded, text } from "../parts/expression";
import { verdict } from "../parts/guard";
import { judge } from "../parts/judge";
import { claimOn, plan } from "../parts/plan";
import { actingPlaybook } from "../parts/playbook";
import { graph } from "../parts/services";
import { askAboutSubject, credentialSubjects } from "../parts/subjects";
import { entry, subject } from "../parts/turn";

const blueprintId = `${subject}?['blueprintId']`;
const credentialId = `${subject}?['credentialId']`;
const application = (property: string) => `outputs('Application')?['${property}']`;
const found = (list: string) => `first(body('${list}'))`;
const kind = "outputs('Kind')";
const cast = "microsoft.graph.agentIdentityBlueprint";
const byAppId = `v1.0/applications(appId='${text(segment(blueprintId))}')/${cast}`;
const byId = `v1.0/applications/${text(segment(entry("applicationId")))}/${cast}`;
const federated = `${byId}/federatedIdentityCredentials`;
const final = "This cannot be undone: the owner of the blueprint has to issue a new credential.";

/**
 * Removes the password or the federated credential that an incident names from its blueprint; a person always has to
 * approve. A certificate takes a proof that only its holder can sign, and stays a task for a person.
 * @see https://learn.microsoft.com/graph/api/agentidentityblueprint-removepassword
 * @see https://learn.microsoft.com/graph/api/federatedidentitycredential-delete
 */
export const workflow = actingPlaybook({
  subjects: credentialSubjects,
  subjectKind: "credential of a blueprint",
  isSubject: `and(${isGuid(blueprintId)}, ${isGuid(credentialId)})`,
  plan: {
    ...askAboutSubject({ subject: blueprintId, action: "RemoveCredential", alwaysAsk: true }, credentialSubjects),
    Get_application: graph("GET", `${byAppId}?$select=id,displayName,passwordCredentials,keyCredentials`, {
      secret: true,
    }),
    Application: answerOf("Get_application"),
    Get_federated: graph("GET", `${byAppId}/federatedIdentityCredentials`, { items: 100 }),
    Federation: answerOf("Get_federated"),
    Passwords: filter(
      `coalesce(${application("passwordCredentials")}, json('[]'))`,
      `equals(toLower(item()?['keyId']), ${credentialId})`,
    ),
    Certificates: filter(
      `coalesce(${application("keyCredentials")}, json('[]'))`,
      `equals(toLower(item()?['keyId']), ${credentialId})`,
    ),
    Federated: filter(
      "coalesce(outputs('Federation')?['value'], json('[]'))",
      `equals(toLower(item()?['id']), ${credentialId})`,
    ),
    Kind: compose(
      `@${choose(
        [
          ["not(empty(body('Passwords')))", literal("password")],
          ["not(empty(body('Federated')))", literal("federated credential")],
          ["not(empty(body('Certificates')))", literal("certificate")],
        ],
        literal("credential"),
      )}`,
    ),
    Add_to_plan: plan({
      ...judge([
        ...lookupCases("Get_application", "The tenant has no blueprint with this appId."),
        ...lookupCases("Get_federated", "The tenant has no blueprint with this appId."),
        [`equals(${kind}, 'credential')`, "Done", "The blueprint has no such credential: it is removed already."],
        [
          `equals(${kind}, 'certificate')`,
          "Skip",
          "MANUAL TASK: Microsoft Graph removes a certificate only with a proof signed by a key of the application. Remove it by hand: Microsoft Entra, App registrations, Certificates and secrets.",
        ],
      ]),
      name: text(`coalesce(${application("displayName")}, ${verdict("name")}, ${blueprintId})`),
      blueprintId: text(blueprintId),
      ...claimOn("RemoveCredential", credentialId),
      credentialId: text(credentialId),
      applicationId: text(`coalesce(${application("id")}, '')`),
      kind: text(kind),
      label: text(
        choose(
          [
            [
              `equals(${kind}, 'federated credential')`,
              `concat(${found("Federated")}?['name'], ': ', ${found("Federated")}?['subject'], ' of ', ${found("Federated")}?['issuer'])`,
            ],
            [
              `equals(${kind}, 'password')`,
              `concat(coalesce(${found("Passwords")}?['displayName'], 'no name'), ', valid from ', string(${found("Passwords")}?['startDateTime']), ' to ', string(${found("Passwords")}?['endDateTime']))`,
            ],
          ],
          literal(""),
        ),
      ),
      // Of a federated credential this is all that it takes to make it again.
      previous: {
        kind: text(kind),
        credentialId: text(credentialId),
        federated: `@${found("Federated")}`,
      },
    }),
  },
  approval: {
    what: "These credentials would be removed from their blueprints. THIS CANNOT BE UNDONE.",
    entry: `${text("item()?['kind']")} <b>${text(html("item()?['credentialId']"))}</b> (${text(html("item()?['label']"))}) of blueprint <b>${text(html("item()?['name']", 120))}</b> (${text(html("item()?['blueprintId']"))}):`,
    effect:
      "Whoever signs in with the credential gets no new tokens, for any agent of the blueprint; if the business runs on it, its agents stop. Tokens issued already stay valid until they expire, 60 to 90 minutes.",
    undo: `not possible. ${final}`,
  },
  again: {
    guard: (of) => ({ subject: of("blueprintId"), action: "RemoveCredential", alwaysAsk: true }),
    read: {
      Get_passwords_again: graph("GET", `${byId}?$select=id,passwordCredentials`, { secret: true }),
      Passwords_again: answerOf("Get_passwords_again"),
      Get_federated_again: graph("GET", federated, { items: 100 }),
      Federation_again: answerOf("Get_federated_again"),
    },
    cases: [
      ...lookupCases("Get_passwords_again", "The blueprint is gone."),
      ...lookupCases("Get_federated_again", "The blueprint is gone."),
      [
        `not(or(contains(toLower(string(outputs('Passwords_again')?['passwordCredentials'])), ${entry("credentialId")}), contains(toLower(string(outputs('Federation_again')?['value'])), ${entry("credentialId")})))`,
        "Done",
        "The blueprint has no such credential by now: it is removed already.",
      ],
    ],
  },
  actionType: "RemoveCredential",
  act: {
    Remove: scope({
      Remove_by_kind: switchOn(entry("kind"), {
        password: {
          Remove_password: graph("POST", `${byId}/removePassword`, {
            body: { keyId: text(entry("credentialId")) },
            secret: true,
          }),
          See_password_gone: untilSeen(
            "Read_passwords",
            graph("GET", `${byId}?$select=id,passwordCredentials`, { secret: true }),
            `if(contains(coalesce(body('Read_passwords'), json('{}')), 'passwordCredentials'), not(contains(toLower(string(body('Read_passwords')?['passwordCredentials'])), ${entry("credentialId")})), false)`,
          ),
        },
        "federated credential": {
          Remove_federated: graph("DELETE", `${federated}/${text(segment(entry("credentialId")))}`),
          See_federated_gone: untilSeen(
            "Read_federated",
            graph("GET", federated, { items: 100 }),
            `if(contains(coalesce(body('Read_federated'), json('{}')), 'value'), not(contains(toLower(string(body('Read_federated')?['value'])), ${entry("credentialId")})), false)`,
          ),
        },
      }),
    }),
    // Nothing puts a credential back; the row and the comment say what was tried.
    Removal_failed: {
      ...compose("The credential could not be removed, or was not seen to be gone."),
      runAfter: { Remove: ["Failed", "TimedOut"] },
    },
  },
  outcome: {
    achieved: succeeded("Remove"),
    httpStatus: `coalesce(${httpStatus("Remove_password")}, ${httpStatus("Remove_federated")})`,
    requestId:
      "coalesce(outputs('Remove_password')?['headers']?['request-id'], outputs('Remove_federated')?['headers']?['request-id'])",
    newState: {},
  },
  words: {
    target: `${text(entry("kind"))} <b>${text(html(entry("credentialId")))}</b> (${text(html(entry("label")))}) of blueprint <b>${text(html(entry("name"), 120))}</b> (${text(html(entry("blueprintId")))})`,
    done: "Credential removed",
    would: "would have been removed, which cannot be undone",
    effect:
      "Nobody gets new tokens with it. Tokens issued already stay valid until they expire, 60 to 90 minutes; freeze the agents (PB-01) or the blueprint (PB-03) if they must stop.",
    undo: `not possible. ${final}`,
    failure:
      "The credential may still be valid. Look at the blueprint in Microsoft Entra (App registrations, Certificates and secrets) and remove it by hand.",
  },
  tag: "credential-removed",
});

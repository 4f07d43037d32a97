import { nativeRow, nativeStream } from "../rows/native";
import { Seal } from "../rows/seal";
import { signatureStream, verdictRow } from "../rows/verdict";
import { hour, minute } from "../time";
import type { Attack } from "./attack";
import type { Scene } from "./scene";

const signers = { signs: true } as const;

/** Work in the agent's name that is not in its chain: what came of it is for the caller to write. */
function detached(scene: Scene, sessions: number) {
  const [task] = scene.agent.blueprint.kind.tasks;
  for (let i = 0; i < sessions; i++) {
    const session = scene.session(task!.prompts[0]!, scene.at + i * 9 * minute);
    for (const step of task!.steps) session.call(step);
    session.finish("done.");
  }
  return scene.stage.operations.splice(0);
}

/** Attacks on records that are signed. */
export const signingAttacks: readonly Attack[] = [
  {
    name: "forged-records",
    title: "Somebody without the key sends records in an agent's name",
    strength: "strong",
    detections: ["AIC-030"],
    victims: signers,
    write(scene) {
      const seal = new Seal();
      const forged = "the signature does not fit the content";
      for (const operation of detached(scene, 3)) {
        const sealed = seal.seal(nativeRow(operation));
        scene.row(nativeStream, operation.end, sealed);
        const verdict = verdictRow(sealed, operation.end, 40_000, "BadSignature", forged);
        scene.row(signatureStream, operation.end + 40_000, verdict);
      }
    },
  },
  {
    name: "unsigned-records",
    title: "An agent that signs everything sends some records unsigned",
    strength: "medium",
    detections: ["AIC-030"],
    victims: signers,
    write(scene) {
      for (const operation of detached(scene, 2)) {
        const { SignatureAlg, SignatureKeyId, ChainId, ...bare } = nativeRow(operation);
        scene.row(nativeStream, operation.end, bare);
      }
    },
  },
  {
    name: "hours-cut-away",
    title: "Three hours of an agent's signed records are cut away before they arrive",
    strength: "medium",
    detections: ["AIC-031", "AIC-070"],
    victims: { ...signers, working: true },
    changes: () => ({ lost: 3 * hour }),
    write: () => undefined,
  },
  {
    name: "minutes-cut-away",
    title: "Half an hour of an agent's signed records is cut away before it arrives",
    strength: "weak",
    detections: ["AIC-031"],
    victims: { ...signers, working: true },
    changes: () => ({ lost: 30 * minute }),
    write: () => undefined,
  },
  {
    name: "held-back-records",
    title: "An agent's signed records are held back until the evening",
    strength: "weak",
    detections: ["AIC-035"],
    victims: signers,
    hours: [9, 11],
    write(scene) {
      const seal = new Seal();
      const late = 7 * hour;
      for (const operation of detached(scene, 2)) {
        const sealed = seal.seal({ ...nativeRow(operation), ChainId: `${scene.agent.chainId}-2` });
        scene.row(nativeStream, operation.end + late, sealed);
        const word = `the record is of ${new Date(operation.end).toISOString()} and arrived hours later`;
        scene.row(
          signatureStream,
          operation.end + late + 40_000,
          verdictRow(sealed, operation.end, late + 40_000, "ReceivedLate", word),
        );
      }
    },
  },
];

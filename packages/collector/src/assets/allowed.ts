import { GraphRequestError } from "../graph";

/** The answer, or undefined with a note when the identity may not read it. */
export async function allowed<T>(answer: Promise<T>, note: (text: string) => void): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof GraphRequestError && error.status === 403)) throw error;
    note(error.message);
    return undefined;
  }
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** UUIDs of versions 1, 6 and 7 are made from a clock. */
const fromClock = /^.{8}-.{4}-[167].{3}-[89ab]/i;

/** Whether a text has the form of an object id, a GUID. */
export const isGuid = (id: string): boolean => guid.test(id);

/**
 * Whether a text may be an object id of Entra. A UUID that is made from a clock is none: frameworks make one for each run
 * of an agent.
 */
export const mayBeObjectId = (id: string): boolean => guid.test(id) && !fromClock.test(id);

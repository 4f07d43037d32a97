/** A property of the entry whose turn it is. */
export const entry = (property: string): string => `items('For_each_entry')?['${property}']`;
/** The subject whose turn it is, while the plan is made. */
export const subject = "items('For_each_subject')";

/** A member of a record: text, whole numbers, and in `AdditionalFields` an object. */
export type FieldValue = string | number | Readonly<Record<string, unknown>>;

/** One operation of an agent, by the columns of the stream `Custom-AgentExecutionNative`; fields without a value are left out. */
export type AgentRecord = Readonly<Record<string, FieldValue>>;

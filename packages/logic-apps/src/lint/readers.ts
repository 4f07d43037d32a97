/** Functions whose argument names an action. */
export const actionReaders = [
  "body",
  "outputs",
  "actions",
  "actionBody",
  "actionOutputs",
  "result",
  "formDataValue",
  "formDataMultiValues",
  "multipartBody",
] as const;

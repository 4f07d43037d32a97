import { ServiceError } from "./service-error";

/**
 * An answer other than 204. The body is `{"error":{"code","message"}}` and the code stands in `x-ms-error-code` too:
 * https://github.com/Azure/azure-rest-api-specs/blob/main/specification/monitor/data-plane/ingestion/stable/2023-01-01/DataCollectionRules.json
 */
export class ApiError extends ServiceError {}

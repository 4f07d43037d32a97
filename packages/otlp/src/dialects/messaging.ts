import type { Dialect } from "./dialect";

/** Messages put into queues and topics, and taken from them. */
export const messaging: Dialect = {
  name: "Messaging",
  source: "https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/",
  columns: {
    "messaging.system": "MessagingSystem",
    "messaging.operation.type": "MessagingOperation",
    "messaging.operation.name": "MessagingOperation",
    "messaging.operation": "MessagingOperation",
    "messaging.destination.name": "MessagingDestination",
    "messaging.destination": "MessagingDestination",
    "messaging.kafka.topic": "MessagingDestination",
    "message_bus.destination": "MessagingDestination",
    "messaging.message.body.size": "BytesOut",
    "messaging.message_payload_size_bytes": "BytesOut",
    "messaging.batch.message_count": "RecordCount",
  },
};

import { Writer } from "protobufjs/minimal";

const typeUrl = "type.googleapis.com/google.rpc.RetryInfo";

/**
 * `google.rpc.Status` with `google.rpc.RetryInfo`: https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-throttling
 * @param seconds after which the sender may come again
 */
export function retryDetails(code: number, message: string, seconds: number): Buffer {
  const duration = Writer.create().uint32(0x08).int32(seconds).finish();
  const retryInfo = Writer.create().uint32(0x0a).bytes(duration).finish();
  const any = Writer.create().uint32(0x0a).string(typeUrl).uint32(0x12).bytes(retryInfo).finish();
  const status = Writer.create().uint32(0x08).int32(code).uint32(0x12).string(message).uint32(0x1a).bytes(any);
  return Buffer.from(status.finish());
}

"""An agent that knows OpenTelemetry and nothing else. OTEL_EXPORTER_OTLP_ENDPOINT says where the relay is."""

import os

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

if os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL") == "grpc":
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
else:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer("invoice-desk")

with tracer.start_as_current_span(
    "invoke_agent invoice-desk",
    attributes={"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "invoice-desk"},
):
    for number in range(3):
        attributes = {
            "gen_ai.operation.name": "execute_tool",
            "gen_ai.tool.name": "look_up_invoice",
            "gen_ai.tool.call.id": str(number),
        }
        with tracer.start_as_current_span("execute_tool look_up_invoice", attributes=attributes):
            pass

provider.shutdown()

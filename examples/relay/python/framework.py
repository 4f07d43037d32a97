"""An agent of Pydantic AI, with the framework's own instrumentation. The model is whatever OPENAI_BASE_URL answers."""

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from pydantic_ai import Agent

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
Agent.instrument_all()

agent = Agent("openai-chat:gpt-4o", name="invoice-desk")


@agent.tool_plain
def look_up_invoice(number: str) -> str:
    """Looks up an invoice."""
    return f"invoice {number} is paid"


print(agent.run_sync("Is invoice 17 paid?").output)
provider.shutdown()

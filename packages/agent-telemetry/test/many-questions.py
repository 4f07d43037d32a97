"""An agent of Pydantic AI that asks until its input ends, and says how often it was answered."""

import select
import sys

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


answers = 0
while not select.select([sys.stdin], [], [], 0.05)[0]:
    agent.run_sync("Is invoice 17 paid?")
    answers += 1
provider.shutdown()
print(answers)

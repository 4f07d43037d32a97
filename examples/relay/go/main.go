// An agent in Go that knows OpenTelemetry and nothing else. OTEL_EXPORTER_OTLP_ENDPOINT says where the relay is.
package main

import (
	"context"
	"log"
	"strconv"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	ctx := context.Background()
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	tracer := provider.Tracer("invoice-desk")
	for number := range 3 {
		_, span := tracer.Start(ctx, "execute_tool look_up_invoice")
		span.SetAttributes(
			attribute.String("gen_ai.operation.name", "execute_tool"),
			attribute.String("gen_ai.tool.name", "look_up_invoice"),
			attribute.String("gen_ai.tool.call.id", strconv.Itoa(number)),
		)
		span.End()
	}
	if err := provider.Shutdown(ctx); err != nil {
		log.Fatal(err)
	}
}

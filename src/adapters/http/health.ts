import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import type { HttpRoute } from '../../ports/http.js';
import type { Metrics } from '../../ports/metrics.js';

/** Whether this instance may be given work; the reason is for operators and holds no secrets. */
export type Readiness = () => Promise<{ ready: true } | { ready: false; reason: string }>;

/** /healthz: the process is alive. /readyz: it can commit a message. /metrics: counts for operators. */
export function healthRoutes(readiness: Readiness, registry: Registry): HttpRoute[] {
  return [
    { method: 'GET', path: '/healthz', accepts: null, handle: async () => json(200, { status: 'ok' }) },
    {
      method: 'GET',
      path: '/readyz',
      accepts: null,
      handle: async () => {
        const now = await readiness();
        return now.ready
          ? json(200, { status: 'ready' })
          : json(503, { status: 'not ready', reason: now.reason });
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      accepts: null,
      handle: async () => ({ status: 200, type: 'text/plain', body: await registry.metrics() }),
    },
  ];
}

const json = (status: number, body: unknown) => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

/** Counters in Prometheus' format, prefixed `terugblik_`; labels come from small closed lists. */
export function createMetrics(): { metrics: Metrics; registry: Registry } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  const metrics: Metrics = {
    count: (name, labels = {}) => {
      const counter =
        counters.get(name) ??
        new Counter({
          name: `terugblik_${name}_total`,
          help: name.replaceAll('_', ' '),
          labelNames: Object.keys(labels),
          registers: [registry],
        });
      counters.set(name, counter);
      counter.inc(labels);
    },
  };
  return { metrics, registry };
}

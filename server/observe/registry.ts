import { Counter, Gauge, type Histogram, type Registry } from 'prom-client'
import type { Distribution } from './distribution.ts'
import type { Tally } from './tally.ts'

/**
 * Puts what was counted elsewhere into a registry of prom-client. Values are read when somebody asks, so that
 * counting itself stays an addition.
 */

export function addTally(registry: Registry, name: string, help: string, label: string, tally: Tally): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset()
      for (const [value, count] of tally.entries()) this.inc({ [label]: value }, count)
    },
  })
}

/** Tallies by a first label; of the pairs only those that happened, because most cannot. */
export function addPairs(
  registry: Registry,
  name: string,
  help: string,
  labels: readonly [string, string],
  tallies: ReadonlyMap<string, Tally>,
): void {
  const [first, second] = labels
  new Counter({
    name,
    help,
    labelNames: [first, second],
    registers: [registry],
    collect() {
      this.reset()
      for (const [value, tally] of tallies) {
        for (const [other, count] of tally.entries()) {
          if (count > 0) this.inc({ [first]: value, [second]: other }, count)
        }
      }
    },
  })
}

/** A number as it is when somebody asks. */
export function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read())
    },
  })
}

/** A number that only grows, as it is when somebody asks. */
export function addCounter(registry: Registry, name: string, help: string, read: () => number): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset()
      this.inc(read())
    },
  })
}

/** Numbers by a label, of those values that there are when somebody asks. */
export function addGauges(
  registry: Registry,
  name: string,
  help: string,
  label: string,
  read: () => Readonly<Record<string, number>>,
): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    collect() {
      this.reset()
      for (const [value, count] of Object.entries(read())) this.set({ [label]: value }, count)
    },
  })
}

/** A distribution as a histogram. `scale` turns its unit into the one that the name says, e.g. 0.001 for seconds. */
export function addDistribution(
  registry: Registry,
  name: string,
  help: string,
  distribution: Distribution,
  scale = 1,
): void {
  const metric = {
    name,
    help,
    type: 'histogram',
    get: () => Promise.resolve({ ...metric, values: values() }),
  }
  const values = () => {
    const counts = distribution.cumulated()
    const bounds = [...distribution.bounds.map((bound) => bound * scale), '+Inf']
    const total = counts.at(-1) ?? 0
    return [
      ...bounds.map((le, index) => ({
        metricName: `${name}_bucket`,
        labels: { le },
        value: counts[index] ?? 0,
      })),
      { metricName: `${name}_sum`, labels: {}, value: distribution.sum * scale },
      { metricName: `${name}_count`, labels: {}, value: total },
    ]
  }
  // The registry asks a metric for no more than this; prom-client's own histogram allocates at each value.
  registry.registerMetric(metric as unknown as Histogram)
}

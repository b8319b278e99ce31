import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Registry } from 'prom-client'
import { addCounter, addGauge, addGauges } from './registry.ts'

/** How finely the event loop is looked at: finer costs more than it tells. */
const LOOP_RESOLUTION_MS = 20

const MICROSECONDS = 1e6
const NANOSECONDS = 1e9

/**
 * Memory, processor time and the event loop's delay, under the names that everyone uses for them. prom-client's own
 * set has a hundred series more and watchers that never stop. Returns how to stop these.
 */
export function addProcessMetrics(registry: Registry): () => void {
  addCounter(
    registry,
    'process_cpu_user_seconds_total',
    'Processor time in our code.',
    () => process.cpuUsage().user / MICROSECONDS,
  )
  addCounter(
    registry,
    'process_cpu_system_seconds_total',
    'Processor time in the system for us.',
    () => process.cpuUsage().system / MICROSECONDS,
  )
  const startedAt = Date.now() / 1000 - process.uptime()
  addGauge(
    registry,
    'process_start_time_seconds',
    'When the process started, since 1970 UTC.',
    () => startedAt,
  )
  addGauges(registry, 'frontdesk_memory_bytes', 'Memory of the process.', 'kind', () => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
    return { resident: rss, heap_used: heapUsed, heap_total: heapTotal, external }
  })
  return addLoopDelay(registry)
}

function addLoopDelay(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS })
  delay.enable()
  addGauges(
    registry,
    'frontdesk_event_loop_delay_seconds',
    'How late the event loop was since this was last asked.',
    'quantile',
    () => {
      const late = { p50: delay.percentile(50), p99: delay.percentile(99), max: delay.max }
      delay.reset()
      const seconds = Object.entries(late).map(([quantile, ns]) => [quantile, overdue(ns)])
      return Object.fromEntries(seconds) as Record<string, number>
    },
  )
  return () => void delay.disable()
}

/** The histogram counts the whole time between two looks; what is beyond their distance is delay. */
function overdue(ns: number): number {
  return Math.max(0, ns / NANOSECONDS - LOOP_RESOLUTION_MS / 1000)
}

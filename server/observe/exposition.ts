import { Gauge, Registry } from 'prom-client'
import type { Metrics } from './metrics.ts'
import { addProcessMetrics } from './process-metrics.ts'
import { addCounter, addDistribution, addGauge, addGauges, addPairs, addTally } from './registry.ts'

/** Numbers that their owner knows at any moment; each is read when somebody asks. */
export interface Readings {
  /** Sockets by where they are: before and after sign-in. */
  connections: () => Readonly<Record<string, number>>
  waitingCommands: () => number
  /** Bytes that clients have not taken yet: of all together and of the slowest one. */
  waitingBytes: () => { sum: number; max: number }
  /** Sizes on the disk as last looked at: the database, its write-ahead log, and what is free. */
  disk: () => Readonly<Record<string, number>>
  seq: () => number
  occupancy: () => number
  channel: () => { isUp: boolean; published: number; delivered: number; lastDeliveryAgeMs: number | null }
  isReady: () => boolean
  /** The codes of what is wrong right now. */
  problems: () => readonly string[]
  warnings: () => number
}

/** The metrics as they are read from outside. */
export interface Exposition {
  contentType: string
  /** All metrics in the text form that Prometheus reads. */
  text: () => Promise<string>
  stop: () => void
}

/** Everything that can be seen of one hub. Labels are of closed lists: at most 200 series, whatever clients send. */
export function createExposition(metrics: Metrics, readings: Readings, version: string): Exposition {
  const registry = new Registry()
  addTraffic(registry, metrics)
  addWork(registry, metrics, readings)
  addStorage(registry, readings)
  addHealth(registry, readings, version)
  const stop = addProcessMetrics(registry)
  return { contentType: registry.contentType, text: () => registry.metrics(), stop }
}

function addTraffic(registry: Registry, metrics: Metrics): void {
  addTally(registry, 'frontdesk_frames_received_total', 'Frames from clients.', 'type', metrics.framesIn)
  addTally(registry, 'frontdesk_frames_sent_total', 'Frames to clients.', 'kind', metrics.framesOut)
  addTally(registry, 'frontdesk_errors_total', 'Refusals sent to clients.', 'code', metrics.errors)
  addTally(registry, 'frontdesk_closed_total', 'Closed sockets.', 'code', metrics.closes)
  addTally(registry, 'frontdesk_sign_ins_total', 'Sign-ins that succeeded.', 'way', metrics.signIns)
  addTally(
    registry,
    'frontdesk_refused_sign_ins_total',
    'Sign-ins that were refused.',
    'way',
    metrics.refusedSignIns,
  )
}

function addWork(registry: Registry, metrics: Metrics, readings: Readings): void {
  addPairs(
    registry,
    'frontdesk_decisions_total',
    'Answers to scans, check-ins and check-outs; repeated deliveries are not counted.',
    ['verdict', 'reason'],
    metrics.decisions,
  )
  const SECONDS = 0.001
  addDistribution(
    registry,
    'frontdesk_acknowledgement_seconds',
    'From a command’s frame to its reply in the socket’s hands.',
    metrics.acknowledgements,
    SECONDS,
  )
  addDistribution(
    registry,
    'frontdesk_commit_seconds',
    'One commit of a group, synced.',
    metrics.commits,
    SECONDS,
  )
  addDistribution(
    registry,
    'frontdesk_commit_commands',
    'Commands that shared one commit.',
    metrics.groupSizes,
  )
  addGauge(
    registry,
    'frontdesk_waiting_commands',
    'Commands that wait for the next commit.',
    readings.waitingCommands,
  )
}

function addStorage(registry: Registry, readings: Readings): void {
  addGauges(
    registry,
    'frontdesk_disk_bytes',
    'Size of the files, and free space beside them.',
    'what',
    readings.disk,
  )
  addGauge(registry, 'frontdesk_seq', 'Number of the last committed event.', readings.seq)
  addGauge(registry, 'frontdesk_occupancy', 'Members inside.', readings.occupancy)
}

function addHealth(registry: Registry, readings: Readings, version: string): void {
  addGauges(registry, 'frontdesk_connections', 'Open sockets.', 'state', readings.connections)
  addGauges(
    registry,
    'frontdesk_waiting_bytes',
    'Bytes that clients have not taken yet.',
    'of',
    readings.waitingBytes,
  )
  const { channel } = readings
  addCounter(
    registry,
    'frontdesk_channel_published_total',
    'Messages to other hubs.',
    () => channel().published,
  )
  addCounter(
    registry,
    'frontdesk_channel_delivered_total',
    'Messages that were heard here, this hub’s own too.',
    () => channel().delivered,
  )
  addGauge(
    registry,
    'frontdesk_channel_last_delivery_age_seconds',
    'Time since the last one was heard; -1 before the first.',
    () => (channel().lastDeliveryAgeMs ?? -1_000) / 1000,
  )
  addGauge(registry, 'frontdesk_channel_up', '1 while messages to other hubs get through.', () =>
    Number(channel().isUp),
  )
  addGauge(registry, 'frontdesk_ready', '1 where /readyz says ready.', () => Number(readings.isReady()))
  addGauges(registry, 'frontdesk_problems', '1 for each trouble in /readyz.', 'code', () =>
    Object.fromEntries(readings.problems().map((code) => [code, 1])),
  )
  addGauge(registry, 'frontdesk_warnings', 'Warnings in /readyz.', readings.warnings)
  const info = { version, node: process.versions.node }
  new Gauge({
    name: 'frontdesk_build_info',
    help: 'Which build this is.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set(info, 1)
}

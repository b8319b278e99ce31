import pino from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { KNOWN_NAMES } from '../hub/instrumentation.ts'
import { createExposition } from './exposition.ts'
import { createMetrics, SENT_KINDS, SIGN_IN_WAYS } from './metrics.ts'

const readings = {
  connections: () => ({ before_sign_in: 1, live: 2 }),
  waitingCommands: () => 0,
  waitingBytes: () => ({ sum: 0, max: 0 }),
  disk: () => ({ database: 1, wal: 2, free: 3 }),
  seq: () => 9,
  occupancy: () => 4,
  channel: () => ({ isUp: true, published: 9, delivered: 9, lastDeliveryAgeMs: null }),
  isReady: () => true,
  problems: () => [],
  warnings: () => 0,
}

function newMetrics() {
  const metrics = createMetrics(KNOWN_NAMES, pino({ level: 'silent' }), () => performance.now())
  const exposition = createExposition(metrics, readings, '1.2.3')
  onTestFinished(exposition.stop)
  return { metrics, exposition }
}

const seriesOf = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

it('there are at most 200 series, whatever happens and whatever clients send', async () => {
  const { metrics, exposition } = newMetrics()
  const { frameTypes, errorCodes, reasons } = KNOWN_NAMES
  const ours = [...frameTypes, ...errorCodes, ...reasons, ...SENT_KINDS, ...SIGN_IN_WAYS]
  const everything = [...ours, 'CARD-4711', '9999']
  const tallies = [
    metrics.framesIn,
    metrics.framesOut,
    metrics.errors,
    metrics.closes,
    metrics.signIns,
    metrics.refusedSignIns,
  ]
  for (const name of everything)
    for (const tally of [...tallies, ...metrics.decisions.values()]) tally.add(name)
  const text = await exposition.text()
  expect(seriesOf(text).length).toBeLessThanOrEqual(200)
  expect(text).not.toContain('4711')
  expect(text).not.toContain('9999')
})

it('the text is what Prometheus reads: a histogram in seconds with its sum and its count', async () => {
  const { metrics, exposition } = newMetrics()
  for (const ms of [1.5, 3, 70_000]) metrics.acknowledgements.add(ms)
  const text = await exposition.text()
  expect(text).toContain('# TYPE frontdesk_acknowledgement_seconds histogram')
  expect(text).toContain('frontdesk_acknowledgement_seconds_bucket{le="0.002"} 1\n')
  expect(text).toContain('frontdesk_acknowledgement_seconds_bucket{le="0.005"} 2\n')
  expect(text).toContain('frontdesk_acknowledgement_seconds_bucket{le="+Inf"} 3\n')
  expect(text).toMatch(/^frontdesk_acknowledgement_seconds_sum 70\.0045/m)
  expect(text).toContain('frontdesk_acknowledgement_seconds_count 3\n')
  expect(text).toContain('frontdesk_channel_last_delivery_age_seconds -1\n')
})

it('two hubs in one process count apart, and asking twice counts once', async () => {
  const [one, other] = [newMetrics(), newMetrics()]
  one.metrics.framesIn.add('scan')
  await one.exposition.text()
  expect(await one.exposition.text()).toContain('frontdesk_frames_received_total{type="scan"} 1\n')
  expect(await other.exposition.text()).toContain('frontdesk_frames_received_total{type="scan"} 0\n')
})

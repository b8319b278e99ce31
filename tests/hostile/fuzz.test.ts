import { expect, it } from 'vitest'
import { addMember, startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { post } from '../support/hub/staff.ts'
import { randomFrom, SEED_VARIABLE, seedOfRun } from '../support/random.ts'
import { attack } from './support/attacker.ts'
import { hashOfRows, inWords, isFiled, memoryOf, metric } from './support/inside.ts'
import type { KnownIds } from './support/nonsense.ts'
import { workingDesk, type WorkingDesk } from './support/working-desk.ts'

/** A million by hand: `FUZZ_FRAMES=1000000 npm run test:hostile -- fuzz`. */
const FRAMES = Number(process.env['FUZZ_FRAMES'] ?? 50_000)
const SEED = Number(seedOfRun())

/** Attackers at once. */
const STRANGERS = 4

/** Rates of frames are lifted, so that frames reach what they are to break. */
const LIFTED = ['framesPerSecond', 'malformedFrames', 'excessFrames'].flatMap((name) => [
  '--limit',
  `${name}=0`,
])

/**
 * Generous: what V8 and the C allocator keep after a load, and SQLite of a database that grows. It levels off: about
 * 80 MB after 50,000 frames, 130 to 250 after a million.
 */
const MAX_GROWTH_BYTES = 350 * 1024 * 1024

/** All that our own objects may come to, in MB: a hub that keeps what it is sent ends at this. */
const MAX_HEAP = '--max-old-space-size=96'

const MILLISECONDS_A_FRAME = 2

it(
  `${FRAMES} frames of nonsense crash nothing, change nothing for strangers, and leave a desk its answers`,
  { timeout: 60_000 + FRAMES * MILLISECONDS_A_FRAME },
  async () => {
    const random = randomFrom(SEED)
    const args = ['--port', '0', '--demo', '200', '--log-level', 'error', ...LIFTED]
    const hub = await startHubProcess(args, undefined, [MAX_HEAP])
    const own = await addMember(hub)
    const desk = await workingDesk(hub, own.id)
    const known = await knownIds(hub, desk, own.id)
    const begun = performance.now()
    const before = await memoryOf(hub)

    await desk.onlyListen()
    await expect.poll(() => isFiled(hub), { timeout: 10_000 }).toBe(true)
    const rows = await hashOfRows(hub)
    const strangers = await attackAll(STRANGERS, (index) =>
      attack(
        { hub, from: `127.0.0.${index + 2}`, random, known, authenticate: null },
        FRAMES / 2 / STRANGERS,
      ),
    )
    expect(await hashOfRows(hub)).toBe(rows)

    desk.work()
    const signIns = await authenticators(hub)
    const insiders = await attackAll(signIns.length, (index) =>
      attack(
        { hub, from: '127.0.0.1', random, known, authenticate: signIns[index]! },
        FRAMES / 2 / signIns.length,
      ),
    )
    const { answers, slowestMs } = await desk.stop()
    const after = await memoryOf(hub)
    const decoded = await metric(hub, 'frontdesk_frames_received_total')
    process.stderr.write(
      `fuzz: ${SEED_VARIABLE}=${SEED}, ${FRAMES} frames on ${strangers + insiders} sockets in ` +
        `${Math.round((performance.now() - begun) / 1000)} s, ${decoded} of them decoded, memory ` +
        `${inWords(before)} before and ${inWords(after)} after, a good desk got ${answers} answers, the ` +
        `slowest in ${Math.round(slowestMs)} ms\n`,
    )
    expect(hub.complaints()).toBe('')
    expect(await metric(hub, 'frontdesk_errors_total{code="internal"}')).toBe(0)
    expect(answers).toBeGreaterThan(0)
    expect(after.resident - before.resident).toBeLessThan(MAX_GROWTH_BYTES)
    expect(await hub.stop('SIGTERM')).toBe(0)
  },
)

async function attackAll(
  count: number,
  one: (index: number) => Promise<{ sockets: number }>,
): Promise<number> {
  const results = await Promise.all(Array.from({ length: count }, (_, index) => one(index)))
  return results.reduce((sum, { sockets }) => sum + sockets, 0)
}

/** First frames of a viewer, a receptionist, a manager, a desk with its own credential, and the same with a person. */
async function authenticators(hub: HubProcess): Promise<(() => string)[]> {
  const link = await hub.fetch('api/v1/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'receptionist', name: 'Maria K.' }),
  })
  const { code } = (await link.json()) as { code: string }
  const { deskToken } = (await post(hub, 'api/v1/token', { code })).body as { deskToken: string }
  const tokens = [await hub.token('viewer'), await hub.token('receptionist'), await hub.token('manager')]
  const payloads = [...tokens.map((token) => ({ token })), { deskToken }]
  return payloads.map((payload) => () => JSON.stringify({ type: 'authenticate', payload }))
}

async function knownIds(hub: HubProcess, desk: WorkingDesk, except: string): Promise<KnownIds> {
  const headers = { authorization: `Bearer ${await hub.token('manager')}` }
  const list = await fetch(new URL('api/members/?page_size=100', hub.http), { headers })
  const { results } = (await list.json()) as { results: { id: string }[] }
  const { payload } = await desk.ask('snapshot')
  const { epoch, present } = payload as { epoch: string; present: { id: string }[] }
  return {
    members: results.map(({ id }) => id).filter((id) => id !== except),
    visits: present.map(({ id }) => id),
    cards: Array.from({ length: 200 }, (_, index) => `DEMO-${String(index + 1).padStart(5, '0')}`),
    epoch,
  }
}
